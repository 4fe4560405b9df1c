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
import dev.plimsoll.image.Trees;
import dev.plimsoll.image.registry.TokenServer;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerRegistry;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real registry with a real image, against the same image as an archive. */
@RequiresCommand({"docker-registry", "skopeo", "openssl"})
@RequiresFile("fixtures/images/alpine-310.tar.gz")
@Timeout(180)
class RealRegistryTest {
    private static final Path ARCHIVE = SharedFiles.path("fixtures/images/alpine-310.tar.gz");

    /** The password "geheim". */
    private static final String HTPASSWD = "me:$2y$05$abcdefghijklmnopqrstuuVWu8RjbNovPZWAMRdd7iqaaG0mI53Uu\n";

    @TempDir
    Path directory;

    private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);
    private final Map<String, String> environment = new HashMap<>();
    private Optional<Platform> platform = Optional.empty();

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Test
    void everyFormInARegistryGivesTheTreeOfTheArchive() {
        try (DockerRegistry registry = DockerRegistry.start(directory.resolve("registry"))) {
            copy(registry, "alpine:gzip", "--format=v2s2");
            copy(registry, "alpine:zstd", "--format=oci", "--dest-compress-format=zstd");
            List<String> archive = Trees.read("archive://" + ARCHIVE, directory.resolve("temp"));
            assertThat(archive.size()).isGreaterThan(400);
            for (String tag : List.of("gzip", "zstd")) {
                assertThat(read(registry, "alpine:" + tag)).as(tag).isEqualTo(archive);
            }
            Digest digest = info(registry, "alpine:zstd").digest().orElseThrow();
            assertThat(read(registry, "alpine@" + digest)).isEqualTo(archive);
            assertThat(info(registry, "alpine:gzip").imageId().orElseThrow().hex())
                    .startsWith("af341ccd2df8");
            assertRefused(registry, "alpine:none", ErrorCode.IMAGE_NOT_FOUND);
            assertRefused(registry, "none", ErrorCode.IMAGE_NOT_FOUND);
        }
    }

    @Test
    void anIndexIsChosenFromByPlatform() throws IOException, InterruptedException {
        try (DockerRegistry registry = DockerRegistry.start(directory.resolve("registry"))) {
            copy(registry, "alpine:one", "--format=oci");
            Digest one = info(registry, "alpine:one").digest().orElseThrow();
            String entry = StubRegistry.descriptor(StubRegistry.OCI_MANIFEST, one, size(registry, one), "linux/%s");
            String index = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s,%s]}"
                    .formatted(StubRegistry.OCI_INDEX, entry.formatted("s390x"), entry.formatted("amd64"));
            put(registry, index);
            platform = Optional.of(Platform.parse("linux/amd64"));
            assertThat(info(registry, "alpine:multi").digest()).contains(one);
            platform = Optional.of(Platform.parse("linux/riscv64"));
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> info(registry, "alpine:multi"))
                    .withMessageContaining("linux/s390x, linux/amd64")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLATFORM_NOT_FOUND));
        }
    }

    @Test
    void aRegistryWithPasswordsWantsTheLoginOfDocker() throws IOException {
        try (DockerRegistry registry = DockerRegistry.withPasswords(directory.resolve("registry"), HTPASSWD)) {
            copy(registry, "alpine:t", "--dest-creds=me:geheim");
            assertRefused(registry, "alpine:t", ErrorCode.ACCESS_DENIED);
            login(registry, "me:wrong");
            assertRefused(registry, "alpine:t", ErrorCode.ACCESS_DENIED);
            login(registry, "me:geheim");
            assertThat(read(registry, "alpine:t")).hasSizeGreaterThan(400);
        }
    }

    @Test
    void aRegistryWithTokensIsReadWithOneForThisRepository() throws Exception {
        try (TokenServer tokens = new TokenServer(directory.resolve("keys"));
                DockerRegistry registry = DockerRegistry.withTokens(
                        directory.resolve("registry"), tokens.realm(), tokens.certificate())) {
            copy(registry, "alpine:t", "--dest-creds=me:geheim");
            assertRefused(registry, "alpine:t", ErrorCode.ACCESS_DENIED);
            login(registry, "me:geheim");
            assertThat(tokens.scopes()).isNotEmpty();
            assertThat(read(registry, "alpine:t")).hasSizeGreaterThan(400);
            assertThat(tokens.scopes()).containsExactly("repository:alpine:pull");
        }
    }

    private void copy(DockerRegistry registry, String name, String... options) {
        List<String> command =
                new ArrayList<>(List.of("skopeo", "--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false"));
        command.addAll(List.of(options));
        command.add("docker-archive:" + inflated());
        command.add("docker://" + registry.authority() + "/" + name);
        Command.run(command);
    }

    /** skopeo does not read an archive that is gzipped as a whole. */
    private Path inflated() {
        Path tar = directory.resolve("alpine.tar");
        if (!Files.exists(tar)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(ARCHIVE))) {
                Files.copy(in, tar);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tar;
    }

    private static long size(DockerRegistry registry, Digest manifest) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(manifest(registry, manifest.toString()))
                .header("Accept", StubRegistry.OCI_MANIFEST)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body()
                .length;
    }

    private static void put(DockerRegistry registry, String index) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(manifest(registry, "multi"))
                .header("Content-Type", StubRegistry.OCI_INDEX)
                .PUT(HttpRequest.BodyPublishers.ofString(index))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static URI manifest(DockerRegistry registry, String target) {
        return URI.create("http://" + registry.authority() + "/v2/alpine/manifests/" + target);
    }

    private void login(DockerRegistry registry, String login) throws IOException {
        String auth = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.writeString(
                config.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.authority(), auth));
        environment.put("DOCKER_CONFIG", config.toString());
    }

    private void assertRefused(DockerRegistry registry, String name, ErrorCode code) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> info(registry, name))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private List<String> read(DockerRegistry registry, String name) {
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image image = open(registry, name, tempFiles)) {
            return Trees.lines(image.read(Trees.ALL));
        }
    }

    private ImageInfo info(DockerRegistry registry, String name) {
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image image = open(registry, name, tempFiles)) {
            return image.info();
        }
    }

    private Image open(DockerRegistry registry, String name, TempFiles tempFiles) {
        OpenOptions options = new OpenOptions(
                platform,
                Optional.empty(),
                false,
                false,
                environment,
                Limits.DEFAULT,
                fetcher,
                tempFiles,
                Progress.NONE,
                Optional.empty());
        return new RegistrySource()
                .open(ImageReference.parse("registry://" + registry.authority() + "/" + name), options);
    }
}
