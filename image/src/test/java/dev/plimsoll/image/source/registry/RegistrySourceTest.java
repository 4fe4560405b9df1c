package dev.plimsoll.image.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegistrySourceTest {
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("me:geheim".getBytes(StandardCharsets.UTF_8));

    private final StubRegistry registry = new StubRegistry();
    private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);

    @TempDir
    Path directory;

    private TempFiles tempFiles = TempFiles.ofSystem();
    private Optional<Platform> platform = Optional.empty();
    private Limits limits = Limits.DEFAULT;
    private Map<String, String> environment = new HashMap<>();

    @AfterEach
    void close() {
        fetcher.close();
        registry.close();
        tempFiles.close();
    }

    @Test
    void saysWhatAnImageIs() {
        Digest digest = registry.image("team/app", "1.2", "amd64");
        ImageInfo info = open("team/app:1.2");
        assertThat(info.digest()).contains(digest);
        assertThat(info.platform()).contains(new Platform("linux", "amd64", ""));
        assertThat(info.tags()).containsExactly(registry.authority() + "/team/app:1.2");
        assertThat(info.imageId()).isPresent();
        assertThat(registry.server
                        .requests(StubRegistry.path("team/app", "1.2"))
                        .get(0)
                        .header("Accept"))
                .contains("application/vnd.oci.image.index.v1+json")
                .contains("application/vnd.docker.distribution.manifest.v2+json");
    }

    @Test
    void aDigestIsAskedForAndVerified() {
        Digest digest = registry.image("app", "t", "amd64");
        assertThat(open("app@" + digest).digest()).contains(digest);
        assertThat(open("app:othertag@" + digest).digest()).contains(digest);

        String other = "sha256:" + "ab".repeat(32);
        registry.manifest("app", other, StubRegistry.OCI_MANIFEST, "{}");
        assertRefused("app@" + other, ErrorCode.DIGEST_MISMATCH);
    }

    @Test
    void aConfigurationThatIsAnotherIsRefused() {
        registry.image("app", "t", "amd64");
        registry.server.put(configPath("app", "amd64"), "{\"architecture\":\"evil\"}");
        assertRefused("app:t", ErrorCode.DIGEST_MISMATCH);
    }

    @Test
    void aTagWhoseContentContradictsTheRegistrysOwnDigestIsRefused() {
        registry.server.on(StubRegistry.path("app", "t"), (exchange, request) -> {
            exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + "00".repeat(32));
            StubRegistry.give(exchange, 200, StubRegistry.OCI_MANIFEST, "{}");
        });
        assertRefused("app:t", ErrorCode.DIGEST_MISMATCH);
    }

    @Test
    void choosesThePlatform() {
        Digest arm = index("app", "multi", "linux/arm64", "linux/s390x");
        platform = Optional.of(Platform.parse("linux/arm64"));
        assertThat(open("app:multi").digest()).contains(arm);
        platform = Optional.of(Platform.parse("linux/riscv64"));
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open("app:multi"))
                .withMessageContaining("linux/arm64, linux/s390x")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLATFORM_NOT_FOUND));
    }

    @Test
    void theOnlyPlatformIsTakenUnlessAnotherIsDemanded() {
        Digest only = index("app", "one", "linux/s390x");
        assertThat(open("app:one").digest()).contains(only);
        registry.image("app", "single", "s390x");
        platform = Optional.of(Platform.parse("linux/amd64"));
        assertRefused("app:single", ErrorCode.PLATFORM_NOT_FOUND);
    }

    @Test
    void aManifestInAnIndexMustBeAsLongAsStated() {
        Digest digest = registry.image("app", "x", "amd64");
        registry.manifest(
                "app",
                "t",
                StubRegistry.OCI_INDEX,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(
                                StubRegistry.OCI_INDEX,
                                StubRegistry.descriptor(StubRegistry.OCI_MANIFEST, digest, 7, "linux/amd64")));
        platform = Optional.of(Platform.parse("linux/amd64"));
        assertRefused("app:t", ErrorCode.DIGEST_MISMATCH);
    }

    @Test
    void indexesWithinIndexesEnd() {
        Digest inner = registry.image("app", "x", "amd64");
        String type = StubRegistry.OCI_MANIFEST;
        long size = -1;
        for (int i = 0; i < 10; i++) {
            String index = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                    .formatted(StubRegistry.OCI_INDEX, StubRegistry.descriptor(type, inner, size, "linux/amd64"));
            inner = registry.manifest("app", "deep", StubRegistry.OCI_INDEX, index);
            type = StubRegistry.OCI_INDEX;
            size = index.length();
        }
        platform = Optional.of(Platform.parse("linux/amd64"));
        assertRefused("app:deep", ErrorCode.IMAGE_CORRUPT);
    }

    @Test
    void aDocumentThatIsTwoThingsIsRefused() {
        registry.manifest("app", "t", StubRegistry.OCI_MANIFEST, "{\"schemaVersion\":2,\"manifests\":[]}");
        assertRefused("app:t", ErrorCode.IMAGE_CORRUPT);
    }

    @Test
    void anOversizeManifestIsNotRead() {
        limits = Limits.DEFAULT.with("json-bytes", 1000);
        registry.manifest("app", "t", StubRegistry.OCI_MANIFEST, "{\"x\":\"" + "y".repeat(100_000) + "\"}");
        assertRefused("app:t", ErrorCode.LIMIT_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "<html>",
                "{\"config\":1}",
                "{\"manifests\":{}}",
                "{\"schemaVersion\":1}"
            })
    void garbageIsAClearError(String manifest) {
        registry.manifest("app", "t", "text/plain", manifest);
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open("app:t"))
                .satisfies(e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.IMAGE));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        registry.server.on(
                StubRegistry.path("app", "none"),
                (exchange, request) -> StubRegistry.give(exchange, 404, "application/json", """
                        {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest \\u001b[31munknown"}]}"""));
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open("app:none"))
                .withMessageContaining("MANIFEST_UNKNOWN: manifest \\u001b[31munknown")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND));
        assertRefused("missing:t", ErrorCode.IMAGE_NOT_FOUND);
    }

    @Test
    void aMissingPartIsNotAMissingImage() {
        registry.image("app", "t", "amd64");
        registry.server.on(configPath("app", "amd64"), (exchange, request) -> exchange.sendResponseHeaders(404, -1));
        assertRefused("app:t", ErrorCode.IMAGE_CORRUPT);
    }

    @Test
    void brokenConnectionsAreTriedAgain() {
        registry.image("app", "t", "amd64");
        registry.server.fail(StubRegistry.path("app", "t"), Failure.cutAfter(20), Failure.status(503), Failure.drop());
        registry.server.fail(configPath("app", "amd64"), Failure.cutAfter(5));
        assertThat(open("app:t").platform()).isPresent();
    }

    @Test
    void logsInByNameAndPassword() throws IOException {
        registry.image("app", "t", "amd64");
        guardAll("app", BASIC, "Basic realm=\"test\"");
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open("app:t"))
                .withMessageContaining("docker login " + registry.authority())
                .withMessageContaining("UNAUTHORIZED: authentication required")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
        login(registry.authority());
        assertThat(open("app:t").platform()).isPresent();
    }

    @Test
    void aWrongPasswordIsTriedOnce() throws IOException {
        guard("/v2/app/", "Basic right", "Basic realm=\"test\"");
        login(registry.authority());
        registry.server.forgetRequests();
        assertRefused("app:t", ErrorCode.ACCESS_DENIED);
        assertThat(registry.server.requests(StubRegistry.path("app", "t"))).hasSize(2);
    }

    @Test
    void getsAnonymousTokens() {
        registry.image("app", "t", "amd64");
        guardAll("app", "Bearer abc", bearer());
        registry.server.put("/token", "{\"access_token\":\"abc\",\"expires_in\":300}");
        assertThat(open("app:t").platform()).isPresent();
        assertThat(registry.server.requests("/token")).singleElement().satisfies(request -> {
            assertThat(request.query()).isEqualTo("service=test+service&scope=repository%3Aapp%3Apull");
            assertThat(request.header("Authorization")).isEmpty();
        });
    }

    @Test
    void getsTokensForALogin() throws IOException {
        registry.image("app", "t", "amd64");
        guardAll("app", "Bearer abc", bearer());
        guard(
                "/token",
                BASIC,
                "Basic realm=\"token\"",
                (exchange, request) -> StubRegistry.give(exchange, 200, "application/json", "{\"token\":\"abc\"}"));
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open("app:t"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
        login(registry.authority());
        assertThat(open("app:t").platform()).isPresent();
        assertThat(registry.server.requests())
                .filteredOn(r -> r.path().startsWith("/v2/"))
                .noneMatch(r -> r.header("Authorization").startsWith("Basic"));
    }

    @Test
    void changesAnIdentityTokenForAnAccessToken() throws IOException {
        registry.image("app", "t", "amd64");
        guardAll("app", "Bearer abc", bearer());
        registry.server.put("/token", "{\"access_token\":\"abc\"}");
        dockerConfig("{\"auths\":{\"%s\":{\"identitytoken\":\"refresh me\"}}}".formatted(registry.authority()));
        assertThat(open("app:t").platform()).isPresent();
        assertThat(registry.server.requests("/token")).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.query()).isEmpty();
            assertThat(request.body())
                    .contains("grant_type=refresh_token")
                    .contains("refresh_token=refresh+me")
                    .contains("scope=repository%3Aapp%3Apull");
        });
    }

    @Test
    void aRegistryThatNeverAcceptsItsOwnTokensIsNotAskedForEver() {
        guard("/v2/app/", "never", bearer());
        registry.server.put("/token", "{\"token\":\"abc\"}");
        assertRefused("app:t", ErrorCode.ACCESS_DENIED);
        assertThat(registry.server.requests().size()).isLessThan(6);
    }

    @Test
    void anExpiredTokenIsRenewed() {
        registry.image("app", "t", "amd64");
        int[] tokens = new int[1];
        registry.server.on(
                "/token",
                (exchange, request) -> StubRegistry.give(
                        exchange, 200, "application/json", "{\"token\":\"token" + ++tokens[0] + "\"}"));
        guard(StubRegistry.path("app", "t"), "Bearer token1", bearer(), inside(StubRegistry.path("app", "t")));
        guard(configPath("app", "amd64"), "Bearer token2", bearer(), inside(configPath("app", "amd64")));
        assertThat(open("app:t").platform()).isPresent();
        assertThat(tokens[0]).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":\"\"}", "{\"token\":\"a b\"}", "{\"token\":\"a\\r\\nX: y\"}", "no", ""})
    void aTokenOfNoUseIsAClearError(String answer) {
        guard("/v2/app/", "never", bearer());
        registry.server.put("/token", answer);
        assertRefused("app:t", ErrorCode.NETWORK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://auth.example/token", "file:///etc/passwd", "", "::", "https:///x", "ftp://127.0.0.1/"})
    void aTokenServiceThatIsNoHttpsAddressIsNotAsked(String realm) throws IOException {
        login(registry.authority());
        guard("/v2/app/", "never", "Bearer realm=\"" + realm + "\"");
        assertRefused("app:t", ErrorCode.NETWORK);
    }

    @Test
    void loginsAndTokensStayBehindWhenTheRegistryRedirects() throws IOException {
        registry.image("app", "t", "amd64");
        login(registry.authority());
        try (LoopbackServer cdn = LoopbackServer.start()) {
            String config = configPath("app", "amd64");
            cdn.put("/cdn", config("amd64"));
            guard(StubRegistry.path("app", "t"), "Bearer abc", bearer(), inside(StubRegistry.path("app", "t")));
            guard(
                    config,
                    "Bearer abc",
                    bearer(),
                    (exchange, request) -> Failure.redirect(cdn.uri("/cdn")).happen(exchange, request, (e, r) -> {}));
            registry.server.put("/token", "{\"token\":\"abc\"}");
            assertThat(open("app:t").platform()).isPresent();
            assertThat(cdn.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void aHostThatTheRegistryRedirectsToIsNotLoggedInTo() throws IOException {
        login(registry.authority());
        try (LoopbackServer thief = LoopbackServer.start()) {
            thief.on("/", (exchange, request) -> {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"please\"");
                exchange.sendResponseHeaders(401, -1);
            });
            registry.server.on(
                    "/v2/app/",
                    (exchange, request) ->
                            Failure.redirect(thief.uri("/steal")).happen(exchange, request, (e, r) -> {}));
            assertRefused("app:t", ErrorCode.NETWORK);
            assertThat(thief.requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void anotherRegistrysLoginIsNotUsed() throws IOException {
        login("docker.io");
        login("localhost:" + registry.server.port());
        guard("/v2/app/", BASIC, "Basic realm=\"test\"");
        assertRefused("app:t", ErrorCode.ACCESS_DENIED);
        assertThat(registry.server.requests())
                .allMatch(r -> r.header("Authorization").isEmpty());
    }

    @Test
    void aMirrorStandsInForTheHubWithoutItsLogin() throws IOException {
        registry.image("library/alpine", "3.10", "amd64");
        environment.put("PLIMSOLL_DOCKER_HUB", registry.authority());
        login("https://index.docker.io/v1/");
        assertThat(source("alpine:3.10").tags()).containsExactly("alpine:3.10");
        guard(StubRegistry.path("library/alpine", "3.10"), BASIC, "Basic realm=\"test\"");
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> source("alpine:3.10"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
        assertThat(registry.server.requests())
                .allMatch(r -> r.header("Authorization").isEmpty());
    }

    @Test
    void offlineAsksNobody() {
        registry.image("app", "t", "amd64");
        OpenOptions offline = OpenOptions.of(environment, HttpFetcher.offline(), tempFiles);
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> new RegistrySource()
                        .open(ImageReference.parse("registry://" + registry.authority() + "/app:t"), offline))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OFFLINE));
        assertThat(registry.server.requests()).isEmpty();
    }

    private ImageInfo open(String name) {
        return source(registry.authority() + "/" + name);
    }

    private ImageInfo source(String name) {
        OpenOptions options = new OpenOptions(
                platform, Optional.empty(), false, false, environment, limits, fetcher, tempFiles, Progress.NONE);
        try (Image image = new RegistrySource().open(ImageReference.parse("registry://" + name), options)) {
            return image.info();
        }
    }

    private void assertRefused(String name, ErrorCode code) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open(name))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("geheim").doesNotContain("\n"));
    }

    /** An index of images for the platforms; gives the manifest digest of the first. */
    private Digest index(String repository, String tag, String... platforms) {
        StringBuilder descriptors = new StringBuilder();
        Digest first = null;
        for (String p : platforms) {
            Digest digest = registry.image(repository, "tmp-" + p.replace('/', '-'), p.split("/", -1)[1]);
            first = first == null ? digest : first;
            descriptors
                    .append(descriptors.isEmpty() ? "" : ",")
                    .append(StubRegistry.descriptor(StubRegistry.OCI_MANIFEST, digest, -1, p)
                            .replace("\"size\":-1,", ""));
        }
        registry.manifest(
                repository,
                tag,
                StubRegistry.OCI_INDEX,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(StubRegistry.OCI_INDEX, descriptors));
        return java.util.Objects.requireNonNull(first);
    }

    private static String config(String architecture) {
        return "{\"architecture\":\"%s\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                .formatted(architecture);
    }

    private static String configPath(String repository, String architecture) {
        return "/v2/" + repository + "/blobs/" + StubRegistry.digest(config(architecture));
    }

    private String bearer() {
        return "Bearer realm=\"" + registry.server.uri("/token")
                + "\",service=\"test service\",scope=\"repository:app:pull,push\"";
    }

    private LoopbackServer.Handler inside(String path) {
        return registry.server.handler(path);
    }

    private void guardAll(String repository, String authorization, String challenge) {
        for (String path : new String[] {StubRegistry.path(repository, "t"), configPath(repository, "amd64")}) {
            guard(path, authorization, challenge, inside(path));
        }
    }

    private void guard(String path, String authorization, String challenge) {
        guard(path, authorization, challenge, (exchange, request) -> exchange.sendResponseHeaders(404, -1));
    }

    private void guard(String path, String authorization, String challenge, LoopbackServer.Handler inside) {
        registry.guard(path, authorization, challenge, inside);
    }

    private void login(String host) throws IOException {
        dockerConfig("{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host, BASIC.substring("Basic ".length())));
    }

    private void dockerConfig(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
        environment.put("DOCKER_CONFIG", directory.toString());
    }
}
