package dev.plimsoll.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private StubEngine stub;

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @BeforeEach
    void start() {
        stub = new StubEngine(directory.resolve("e.sock"));
        engine = Engine.connect(Map.of("DOCKER_HOST", "unix://" + stub.socket), Limits.DEFAULT);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void speaksTheVersionThatTheEngineNames() {
        assertThat(engine.speaks(1, 41)).isTrue();
        assertThat(engine.speaks(1, 9)).isTrue();
        assertThat(engine.speaks(1, 42)).isFalse();
    }

    @Test
    void sendsABodyInChunksAndReadsTheAnswer() throws IOException {
        stub.answer("/v1.41/load?quiet=1", StubEngine.chunked("done".getBytes(StandardCharsets.UTF_8)));
        EngineRequest request = EngineRequest.post("/load?quiet=1")
                .withHeader("X-Registry-Config", "e30=")
                .withBody("application/x-tar", out -> {
                    out.write('<');
                    out.write(new byte[70_000]);
                    out.write('>');
                });

        try (EngineAnswer answer = engine.ask(request)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(new String(BoundedInput.readAll(answer.body(), 100, "body"), StandardCharsets.UTF_8))
                    .isEqualTo("done");
        }

        assertThat(stub.asked.get(1))
                .startsWith("POST /v1.41/load?quiet=1 HTTP/1.1\r\n")
                .contains("\r\nContent-Type: application/x-tar\r\n", "\r\nX-Registry-Config: e30=\r\n")
                .contains("\r\n\r\n10000\r\n<")
                .endsWith(">\r\n0\r\n\r\n");
    }

    @Test
    void whatHasNoBodySaysSo() throws IOException {
        engine.ask(EngineRequest.post("/containers/1/start")).close();
        engine.ask(EngineRequest.delete("/containers/1")).close();

        assertThat(stub.asked.get(1))
                .startsWith("POST /v1.41/containers/1/start ")
                .contains("\r\nContent-Length: 0\r\n");
        assertThat(stub.asked.get(2)).startsWith("DELETE /v1.41/containers/1 ");
    }

    @Test
    void anEngineThatRefusesABodyIsHeard() throws IOException {
        stub.refuseBodies();
        stub.answer(
                "/v1.41/build",
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 27\r\n\r\n{\"message\":\"no\\u001b room\"}");
        AtomicLong sent = new AtomicLong();

        try (EngineAnswer answer = engine.ask(EngineRequest.post("/build").withBody("application/x-tar", out -> {
            for (int i = 0; i < 10_000; i++) {
                out.write(new byte[10_000]);
                sent.addAndGet(10_000);
            }
        }))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).startsWith("no").endsWith(" room").doesNotContain("\u001b");
        }

        assertThat(sent.get()).isLessThan(100_000_000);
    }

    @Test
    void aBodyThatBreaksOffIsNeverSentAsAWholeOne() {
        EngineRequest request = EngineRequest.post("/load").withBody("application/x-tar", out -> {
            out.write(1);
            throw new IOException("the disk is gone");
        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> engine.ask(request))
                .withMessage("the disk is gone");

        assertThat(stub.asked).noneMatch(each -> each.endsWith("0\r\n\r\n") && each.startsWith("POST"));
    }

    @Test
    void anEngineThatIsSilentIsGivenUp() {
        stub.answer("/v1.41/wait", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (EngineAnswer answer = engine.ask(EngineRequest.get("/wait").withStall(Duration.ofMillis(300)))) {
                BoundedInput.readAll(answer.body(), 100, "body");
            }
        });
    }

    @Test
    void whatWouldChangeARequestIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EngineRequest.get("/images/a\r\nX: y/json"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineRequest.get("/").withHeader("X", "y\r\nZ: z"));
        assertThat(Engine.escapedName("a b/../c?x=1#:tag@sha256:0")).isEqualTo("a%20b/../c%3Fx%3D1%23:tag@sha256:0");
    }
}
