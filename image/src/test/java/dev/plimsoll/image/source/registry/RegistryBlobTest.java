package dev.plimsoll.image.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Trees;
import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Layers on their way from a registry. */
@Timeout(60)
class RegistryBlobTest {
    private final StubRegistry registry = new StubRegistry();
    private final HttpFetcher fetcher = HttpFetcher.online(
            Map.of(),
            new Patience(
                    Duration.ofSeconds(5), Duration.ofMillis(500), 4, Duration.ofMillis(5), Duration.ofSeconds(1)));
    private final byte[] content = new byte[1_500_000];

    @TempDir
    Path directory;

    private String blobPath = "";

    @BeforeEach
    void fill() {
        new Random(7).nextBytes(content);
        TinyImage image = new TinyImage().layer(new TinyTar().file("big", 0644, content));
        for (byte[] blob : List.of(image.config(), image.layers().get(0))) {
            blobPath = "/v2/app/blobs/" + Digest.sha256(blob);
            registry.server.put(blobPath, blob);
        }
        registry.manifest(
                "app",
                "t",
                StubRegistry.OCI_MANIFEST,
                new String(image.manifest(TinyImage.PLAIN), StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        fetcher.close();
        registry.close();
    }

    @Test
    void brokenAndStalledTransfersGoOnWhereTheyBroke() {
        registry.server.fail(
                blobPath,
                Failure.cutAfter(400_000),
                Failure.stallAfter(400_000, Duration.ofSeconds(20)),
                Failure.drop(),
                Failure.status(503));
        assertThat(read()).isEqualTo(hash());
        assertThat(registry.server.requests(blobPath)).hasSizeGreaterThanOrEqualTo(5);
        assertThat(registry.server.requests(blobPath).get(1).header("Range")).startsWith("bytes=");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aTransferThatAlwaysBreaksIsAnErrorOfTheNetwork() {
        Failure[] always = new Failure[50];
        java.util.Arrays.fill(always, Failure.cutAfter(1000));
        registry.server.fail(blobPath, always);
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(this::read)
                .withMessageContaining("layer 0 (sha256:")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NETWORK));
    }

    @Test
    void oneWrongByteIsRefused() {
        registry.server.fail(blobPath, Failure.corrupt());
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.IMAGE));
    }

    @Test
    void aResumedTransferThatIsAnotherIsRefused() {
        LoopbackServer.Handler honest = registry.server.handler(blobPath);
        registry.server.on(blobPath, (exchange, request) -> {
            (request.header("Range").isEmpty() ? Failure.cutAfter(700_000) : Failure.corrupt())
                    .happen(exchange, request, honest);
        });
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
    }

    @Test
    void aBlobThatNeverEndsIsStopped() {
        registry.server.on(blobPath, (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] zeros = new byte[64 * 1024];
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(zeros);
            }
        });
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.IMAGE));
    }

    private String read() {
        try (TempFiles tempFiles = TempFiles.under(directory);
                Image image = new RegistrySource()
                        .open(
                                ImageReference.parse("registry://" + registry.authority() + "/app:t"),
                                OpenOptions.of(Map.of(), fetcher, tempFiles))) {
            var tree = image.read(Trees.ALL);
            return Trees.hash(tree.content(tree.entry("big").orElseThrow()).orElseThrow());
        }
    }

    private String hash() {
        return Digest.sha256(content).hex().substring(0, 16);
    }
}
