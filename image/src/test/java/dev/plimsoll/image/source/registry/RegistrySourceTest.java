package dev.plimsoll.image.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.testkit.Failure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySourceTest extends RegistryCases {
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
    void offlineAsksNobody() {
        registry.image("app", "t", "amd64");
        OpenOptions offline = OpenOptions.of(environment, HttpFetcher.offline(), tempFiles);
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> new RegistrySource()
                        .open(ImageReference.parse("registry://" + registry.authority() + "/app:t"), offline))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OFFLINE));
        assertThat(registry.server.requests()).isEmpty();
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
}
