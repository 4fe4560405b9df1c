package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpUploadTest {
    private static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(300), 4, Duration.ofMillis(5), Duration.ofSeconds(1));

    private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), IMPATIENT);

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Test
    void sendsAFileWithItsLengthAndType(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "content");
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 201, ""));
                HttpFetcher.Response response = fetcher.send(
                        HttpFetcher.Request.put(server.uri("/a"), RequestBody.of("application/x-tar", file)))) {
            assertThat(response.status()).isEqualTo(201);
            TestServer.Asked asked = server.asked.get(0);
            assertThat(asked.method()).isEqualTo("PUT");
            assertThat(asked.body()).isEqualTo("content");
            assertThat(asked.header("Content-Length")).isEqualTo("7");
            assertThat(asked.header("Content-Type")).isEqualTo("application/x-tar");
        }
    }

    @Test
    void anEmptyPostStatesItsLength() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 202, ""));
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.post(server.uri("/a")))) {
            assertThat(response.status()).isEqualTo(202);
            assertThat(server.asked.get(0).header("Content-Length")).isEqualTo("0");
        }
    }

    @Test
    void aBodyIsSentOnceOnlyAndWhoeverSentItLearnsHowLongToWait() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 503, ""));
                HttpFetcher.Response response =
                        fetcher.send(HttpFetcher.Request.put(server.uri("/a"), text("content")))) {
            assertThat(server.asked).hasSize(1);
            assertThat(fetcher.waitBefore(response, 1)).isPresent();
            assertThat(fetcher.waitBefore(response, IMPATIENT.attempts())).isEmpty();
        }
    }

    @Test
    void aBodyIsNotCarriedThroughARedirect() throws IOException {
        try (TestServer server = new TestServer(
                (exchange, count) -> TestServer.redirect(exchange, 307, URI.create("http://127.0.0.1:1/")))) {
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.send(HttpFetcher.Request.put(server.uri("/a"), text("content"))))
                    .withMessageContaining("redirect a PUT");
        }
    }

    @Test
    void givesUpOnAServerThatTakesNothing() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            RequestBody endless = new RequestBody("a/b", 1L << 30, () -> new Zeros(1L << 30));

            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.send(HttpFetcher.Request.put(uri, endless)))
                    .withMessageContaining("no answer in time")
                    .withMessageContaining("the server took nothing");
        }
    }

    @Test
    void aSlowServerIsWaitedForWhileItTakesSomething() throws IOException, InterruptedException {
        int size = 8 << 20;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread slow = new Thread(() -> takeSlowly(server, size));
            slow.start();
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            try (HttpFetcher.Response response =
                    fetcher.send(HttpFetcher.Request.put(uri, new RequestBody("a/b", size, () -> new Zeros(size))))) {
                assertThat(response.status()).isEqualTo(201);
            }
            slow.join();
        }
    }

    @Test
    void aBodyThatEndsTooEarlyIsAnError() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 201, ""))) {
            RequestBody shortened = new RequestBody("a/b", 100, () -> new Zeros(50));

            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.send(HttpFetcher.Request.put(server.uri("/"), shortened)));
        }
    }

    /** Half a MiB each tenth of a second: longer than the patience in all, shorter each time. */
    private static void takeSlowly(ServerSocket server, int size) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            for (long left = size; left > 0; ) {
                left -= in.readNBytes((int) Math.min(left, 512 << 10)).length;
                Thread.sleep(60);
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RequestBody text(String text) {
        return RequestBody.of("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Zeros extends InputStream {
        private long left;

        private Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(length, left);
            left -= n;
            return n;
        }
    }
}
