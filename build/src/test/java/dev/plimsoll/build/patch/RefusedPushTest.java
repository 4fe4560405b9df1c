package dev.plimsoll.build.patch;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.jar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.testkit.LoopbackRequest;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that takes some blobs of a patched image and then no more. */
class RefusedPushTest {
    @TempDir
    private Path directory;

    private JarImages images;
    private final LoopbackServer registry = LoopbackServer.start();

    @BeforeEach
    void start() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.7");
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        images.write(
                "image", "", Map.of(), new LayerContent("made", List.of(file("srv/lib.jar", jar("lib", "1.2.0")))));
    }

    @AfterEach
    void stop() {
        images.close();
        registry.close();
    }

    @Test
    void whatRefusesHalfWayGetsNoTagAndTheInputStaysAsItIs() throws IOException {
        Map<String, Digest> before = digests();
        AtomicInteger taken = new AtomicInteger();
        registry.on("/v2/app/blobs/", (exchange, request) -> {
            boolean begins = request.method().equals("POST");
            boolean sends = request.method().equals("PUT");
            exchange.getResponseHeaders().set("Location", "/v2/app/blobs/uploads/1");
            exchange.sendResponseHeaders(begins ? 202 : !sends ? 404 : taken.incrementAndGet() < 2 ? 201 : 413, -1);
        });
        ImageReference target = ImageReference.parse("registry://" + registry.authority() + "/app:1-patched");

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> images.with((tools, scanner) ->
                        new ImagePatcher(tools, scanner).patchAll(images.options("image", Map.of()), target)))
                .withMessageContaining(registry.authority())
                .withMessageContaining("takes nothing so large");

        assertThat(taken).hasValue(2);
        assertThat(registry.requests())
                .extracting(LoopbackRequest::path)
                .noneMatch(path -> path.contains("/manifests/"));
        assertThat(digests()).isEqualTo(before);
    }

    private Map<String, Digest> digests() throws IOException {
        Map<String, Digest> digests = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory.resolve("image"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                digests.put(each.toString(), Digest.sha256(Files.readAllBytes(each)));
            }
        }
        return digests;
    }
}
