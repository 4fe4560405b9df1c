package dev.plimsoll.image.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.Provenance.UsedImage;
import dev.plimsoll.image.Want;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Provenance that BuildKit puts beside an image, in every form that has an index; and what merely looks like one. */
class AttestationsTest {
    private static final String V0 = "https://slsa.dev/provenance/v0.2";
    private static final String V1 = "https://slsa.dev/provenance/v1";
    private static final String DEBIAN = "a9b24b67dc83b3383d22a14941c2b2b2ca6a103d805cac6820fd1355943beaf1";
    private static final TinyImage IMAGE = new TinyImage().layer(new TinyTar().file("a", "a"));

    @TempDir
    private Path directory;

    @Test
    void readsTheOldFormFromALayout() {
        Provenance provenance = read(IMAGE.attestedFiles(utf8(old(subject())), V0));

        assertThat(provenance.problems()).isEmpty();
        assertThat(provenance.images())
                .containsExactly(
                        new UsedImage("debian:12-slim", Digest.parse("sha256:" + DEBIAN)),
                        new UsedImage("ghcr.io/team/tools:1+2", Digest.parse("sha256:" + DEBIAN)));
        assertThat(provenance.started()).contains(Instant.parse("2025-12-16T08:26:28.651359794Z"));
    }

    @Test
    void readsTheNewFormFromATar() {
        Map<String, byte[]> files =
                IMAGE.attestedFiles(utf8("""
                {"_type": "https://in-toto.io/Statement/v1", "predicateType": "%s", "subject": [%s], "predicate": {
                 "buildDefinition": {
                  "buildType": "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md",
                  "externalParameters": {"request": {"frontend": "gateway.v0", "args": {"source": "docker.io/team/front:2"}}},
                  "resolvedDependencies": [
                   {"uri": "pkg:docker/team/front@2?platform=linux%%2Famd64", "digest": {"sha256": "%s"}},
                   {"uri": "pkg:docker/gcr.io/distroless/base?digest=sha256%%3A%s&platform=linux%%2Famd64",
                    "digest": {"sha256": "%s"}},
                   {"uri": "https://example.com/a.tar.gz", "digest": {"sha256": "%s"}}]},
                 "runDetails": {"builder": {"id": ""}, "metadata": {"startedOn": "2026-01-02T03:04:05Z"}}}}
                """.formatted(V1, subject(), DEBIAN, DEBIAN, DEBIAN, DEBIAN)), V1);
        Provenance provenance = provenance(
                "oci-dir://" + TinyImage.writeTar(files, directory.resolve("image.tar")), HttpFetcher.offline());

        assertThat(provenance.problems()).isEmpty();
        assertThat(provenance.images())
                .containsExactly(new UsedImage("gcr.io/distroless/base", Digest.parse("sha256:" + DEBIAN)));
        assertThat(provenance.started()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void readsTheDockerfileIfTheBuilderSaysEverything() {
        String info = "{\"filename\": \"docker/Dockerfile\", \"language\": \"Dockerfile\", \"data\": \"%s\"}";
        String metadata =
                "\"https://mobyproject.org/buildkit@v1#metadata\": {\"source\": {\"infos\": [%s]}}, \"reproducible\"";
        String whole =
                old(subject()).replace("\"reproducible\"", metadata.formatted(info.formatted("RlJPTSBzY3JhdGNoCg==")));
        String broken = old(subject()).replace("\"reproducible\"", metadata.formatted(info.formatted("%%%")));

        assertThat(read(IMAGE.attestedFiles(utf8(whole), V0)).dockerfile())
                .contains(new Provenance.BuildFile("docker/Dockerfile", "FROM scratch\n"));
        assertThat(read(IMAGE.attestedFiles(utf8(broken), V0)).dockerfile()).isEmpty();
        assertThat(read(IMAGE.attestedFiles(utf8(broken), V0)).images()).hasSize(2);
    }

    @Test
    void readsItFromARegistryOnlyWhenAsked() {
        Map<String, byte[]> files = IMAGE.attestedFiles(utf8(old(subject())), V0);
        try (LoopbackServer server = LoopbackServer.start();
                HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT)) {
            serve(files, server);
            String reference = "registry://" + server.authority() + "/app:1";
            Provenance provenance = provenance(reference, fetcher);

            assertThat(provenance.images()).extracting(UsedImage::name).contains("debian:12-slim");
            assertThat(server.requests("/v2/app/blobs/" + Digest.sha256(utf8(old(subject())))))
                    .hasSize(1);
        }
    }

    @Test
    void aRegistryThatSendsAnotherStatementIsNotBelieved() {
        byte[] statement = utf8(old(subject()));
        Map<String, byte[]> files = new LinkedHashMap<>(IMAGE.attestedFiles(statement, V0));
        files.put(TinyImage.blobName(statement), utf8(old(subject()).replace("debian", "ubuntu")));
        try (LoopbackServer server = LoopbackServer.start();
                HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT)) {
            serve(files, server);
            Provenance provenance = provenance("registry://" + server.authority() + "/app:1", fetcher);

            assertThat(provenance.images()).isEmpty();
            assertThat(provenance.problems()).singleElement().asString().contains("attested, but can't be read");
        }
    }

    private static void serve(Map<String, byte[]> files, LoopbackServer server) {
        files.forEach((name, content) -> {
            if (name.startsWith("blobs/sha256/")) {
                String digest = "sha256:" + name.substring("blobs/sha256/".length());
                for (String path : new String[] {"/v2/app/blobs/" + digest, "/v2/app/manifests/" + digest}) {
                    server.on(path, (exchange, request) -> give(exchange, content));
                }
            }
        });
        byte[] index = files.getOrDefault("index.json", new byte[0]);
        server.on("/v2/app/manifests/1", (exchange, request) -> give(exchange, index));
    }

    private static void give(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    /** A damaged attestation costs what it would have told, never the image. */
    @Test
    void whatIsWrongWithItIsSaidAndTheImageIsStillRead() {
        byte[] good = utf8(old(subject()));
        assertRefused(swap(good, utf8(old(subject()).replace("debian", "ubuntu"))), "digest");
        assertRefused(swap(good, Arrays.copyOf(good, good.length / 2)), "digest");
        assertRefused(swap(good, new byte[17 << 20]), "limit");
        Map<String, byte[]> missing = new LinkedHashMap<>(IMAGE.attestedFiles(good, V0));
        missing.remove(TinyImage.blobName(good));
        assertRefused(missing, "missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"predicateType\":\"https://slsa.dev/provenance/v0.2\"}",
                "{\"predicateType\":\"https://slsa.dev/provenance/v0.2\",\"predicate\":{\"materials\":{}}}",
                "{\"predicateType\":\"https://slsa.dev/provenance/v0.2\",\"subject\":{},\"predicate\":{\"materials\":[]}}",
                "{\"predicateType\":\"https://spdx.dev/Document\",\"predicate\":{\"materials\":[]}}"
            })
    void aStatementThatIsNoneIsAProblem(String statement) {
        assertRefused(IMAGE.attestedFiles(utf8(statement), V0), "attested, but can't be read");
    }

    @Test
    void aStatementAboutAnotherImageIsAProblem() {
        String other = "{\"name\": \"_\", \"digest\": {\"sha256\": \"" + "ab".repeat(32) + "\"}}";
        assertRefused(IMAGE.attestedFiles(utf8(old(other)), V0), "about another image");
    }

    @Test
    void aStatementWithoutSubjectAndAnotherKindOfAttestationAreTaken() {
        assertThat(read(IMAGE.attestedFiles(utf8(old("")), V0)).images()).hasSize(2);
        assertThat(read(IMAGE.attestedFiles(utf8("{}"), "https://spdx.dev/Document")))
                .isEqualTo(Provenance.NONE);
        assertThat(read(IMAGE.ociFiles(TinyImage.PLAIN))).isEqualTo(Provenance.NONE);
    }

    @Test
    void anImageWhoseNameCannotBeReadIsStillOne() {
        String odd = old("").replace("pkg:docker/debian@12-slim", "pkg:docker/de%zz@1");
        assertThat(read(IMAGE.attestedFiles(utf8(odd), V0)).images())
                .hasSize(2)
                .extracting(UsedImage::name)
                .anyMatch(name -> name.startsWith("pkg:docker/de%zz@1"));
    }

    private Map<String, byte[]> swap(byte[] statement, byte[] other) {
        Map<String, byte[]> files = new LinkedHashMap<>(IMAGE.attestedFiles(statement, V0));
        files.put(TinyImage.blobName(statement), other);
        return files;
    }

    private void assertRefused(Map<String, byte[]> files, String why) {
        Provenance provenance = read(files);
        assertThat(provenance.images()).isEmpty();
        assertThat(provenance.problems()).singleElement().asString().containsIgnoringCase(why);
    }

    private Provenance read(Map<String, byte[]> files) {
        Path layout = TinyImage.writeDirectory(files, directory.resolve("layout-" + System.nanoTime()));
        return provenance("oci-dir://" + layout, HttpFetcher.offline());
    }

    /** Reads the tree too: it must be there whatever the attestation is like. */
    private static Provenance provenance(String reference, HttpFetcher fetcher) {
        try (TempFiles tempFiles = TempFiles.ofSystem();
                Image image = ImageSources.open(
                        ImageReference.parse(reference), OpenOptions.of(Map.of(), fetcher, tempFiles))) {
            assertThat(image.read((path, size, mode) -> Want.CONTENT).entry("a"))
                    .isNotEqualTo(Optional.empty());
            return image.provenance();
        }
    }

    private static String subject() {
        return "{\"name\": \"pkg:docker/tiny@1.0?platform=linux%2Famd64\", \"digest\": {\"sha256\": \""
                + Digest.sha256(IMAGE.manifest(TinyImage.GZIP)).hex() + "\"}}";
    }

    private static String old(String subject) {
        return """
                {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "%s", "subject": [%s], "predicate": {
                 "builder": {"id": ""}, "buildType": "https://mobyproject.org/buildkit@v1",
                 "materials": [
                  {"uri": "pkg:docker/docker/dockerfile@1", "digest": {"sha256": "%s"}},
                  {"uri": "pkg:docker/debian@12-slim?platform=linux%%2Famd64", "digest": {"sha256": "%s"}},
                  {"uri": "pkg:docker/ghcr.io/team/tools@1%%2B2?platform=linux%%2Famd64", "digest": {"sha256": "%s"}},
                  {"uri": "https://github.com/team/app.git#refs/heads/main", "digest": {"sha1": "4b220de5058abfd01ff619c9d2ff6b09a049bea0"}}],
                 "invocation": {"configSource": {"entryPoint": "Dockerfile"},
                  "parameters": {"frontend": "gateway.v0",
                   "args": {"cmdline": "docker/dockerfile:1", "source": "docker/dockerfile:1"}},
                  "environment": {"platform": "linux/amd64"}},
                 "metadata": {"buildStartedOn": "2025-12-16T08:26:28.651359794Z", "reproducible": false}}}
                """.formatted(V0, subject, DEBIAN, DEBIAN, DEBIAN);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
