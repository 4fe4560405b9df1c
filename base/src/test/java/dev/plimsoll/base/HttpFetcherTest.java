package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpFetcherTest {
    private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);

    @AfterEach
    void close() {
        fetcher.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void asksAgainWhenTheServerIsBusy(int status) throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> {
                    if (count < 3) {
                        TestServer.send(exchange, status, "busy");
                    } else {
                        TestServer.send(exchange, 200, "content");
                    }
                });
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(server.uri("/a")))) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(text(response)).isEqualTo("content");
            assertThat(server.asked).hasSize(3);
        }
    }

    @Test
    void givesTheAnswerWhenTheServerStaysBusy() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 503, "busy"));
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(server.uri("/a")))) {
            assertThat(response.status()).isEqualTo(503);
            assertThat(text(response)).isEqualTo("busy");
            assertThat(server.asked).hasSize(Patience.SHORT.attempts());
        }
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            TestServer.send(exchange, count == 1 ? 429 : 200, "x");
        })) {
            long start = System.nanoTime();
            fetcher.send(HttpFetcher.Request.get(server.uri("/"))).close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(server.asked).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "999999999", "Wed, 21 Oct 2099 07:28:00 GMT"})
    void doesNotWaitForHours(String retryAfter) throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                    TestServer.send(exchange, 429, "x");
                });
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(server.uri("/")))) {
            assertThat(response.status()).isEqualTo(429);
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void asksAgainWhenTheConnectionBreaksBeforeTheAnswer() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> {
                    if (count > 2) {
                        TestServer.send(exchange, 200, "content");
                    }
                });
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(server.uri("/")))) {
            assertThat(text(response)).isEqualTo("content");
        }
    }

    @Test
    void postsAFormOnceOnly() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 503, ""));
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.post(
                        server.uri("/token"), Map.of("scope", "repository:a/b:pull", "grant_type", "password")))) {
            assertThat(response.status()).isEqualTo(503);
            assertThat(server.asked).hasSize(1);
            assertThat(server.asked.get(0).body()).isEqualTo("grant_type=password&scope=repository%3Aa%2Fb%3Apull");
            assertThat(server.asked.get(0).header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        }
    }

    @Test
    void doesNotCarryAFormThroughARedirect() throws IOException {
        try (TestServer other = new TestServer((exchange, count) -> TestServer.send(exchange, 200, "thanks"));
                TestServer server =
                        new TestServer((exchange, count) -> TestServer.redirect(exchange, 307, other.uri("/steal")))) {
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.send(
                            HttpFetcher.Request.post(server.uri("/token"), Map.of("refresh_token", "secret"))));
            assertThat(other.asked).isEmpty();
        }
    }

    @Test
    void credentialsStayWithTheirHostThroughAChainOfRedirects() throws IOException {
        TestServer[] first = new TestServer[1];
        try (TestServer second = new TestServer((exchange, count) -> {
                    if (exchange.getRequestURI().getPath().equals("/there")) {
                        TestServer.redirect(exchange, 302, first[0].uri("/back"));
                    }
                });
                TestServer server = new TestServer((exchange, count) -> {
                    switch (exchange.getRequestURI().getPath()) {
                        case "/start" -> TestServer.redirect(exchange, 307, first[0].uri("/same"));
                        case "/same" -> TestServer.redirect(exchange, 301, second.uri("/there"));
                        default -> TestServer.send(exchange, 200, "end");
                    }
                })) {
            first[0] = server;
            HttpFetcher.Request request = HttpFetcher.Request.get(server.uri("/start"))
                    .withHeaders(Map.of("AUTHORIZATION", "Basic c2VjcmV0", "cookie", "session=1", "Accept", "text/x"));
            try (HttpFetcher.Response response = fetcher.send(request)) {
                assertThat(text(response)).isEqualTo("end");
                assertThat(response.uri()).isEqualTo(server.uri("/back"));
            }
            assertThat(server.asked)
                    .extracting(a -> a.header("Authorization"))
                    .containsExactly("Basic c2VjcmV0", "Basic c2VjcmV0", "");
            assertThat(server.asked.get(2).header("Cookie")).isEmpty();
            assertThat(second.asked).hasSize(1);
            assertThat(second.asked.get(0).header("Authorization")).isEmpty();
            assertThat(second.asked.get(0).header("Cookie")).isEmpty();
            assertThat(second.asked.get(0).header("Accept")).isEqualTo("text/x");
        }
    }

    @Test
    void neverFollowsFromHttpsToHttp() {
        HttpRedirect start = HttpRedirect.start(URI.create("https://registry.example/v2/"));
        assertThatIOException()
                .isThrownBy(() -> start.to("http://registry.example/v2/"))
                .withMessageContaining("https");
        assertThatIOException().isThrownBy(() -> start.to("file:///etc/passwd"));
    }

    @Test
    void anotherPortOrSchemeIsAnotherHost() throws IOException {
        HttpRedirect start = HttpRedirect.start(URI.create("https://registry.example/v2/"));
        assertThat(start.to("https://REGISTRY.example:443/x").trusted()).isTrue();
        assertThat(start.to("/x").trusted()).isTrue();
        assertThat(start.to("https://registry.example:444/x").trusted()).isFalse();
        assertThat(start.to("https://registry.example.evil.example/x").trusted())
                .isFalse();
        assertThat(HttpRedirect.start(URI.create("http://a.example/"))
                        .to("https://a.example/")
                        .trusted())
                .isFalse();
    }

    @Test
    void endsARedirectLoop() throws IOException {
        TestServer[] self = new TestServer[1];
        try (TestServer server = new TestServer((e, count) -> TestServer.redirect(e, 302, self[0].uri("/again")))) {
            self[0] = server;
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.send(HttpFetcher.Request.get(server.uri("/"))))
                    .withMessageContaining("redirects");
            assertThat(server.asked.size()).isLessThan(10);
        }
    }

    @Test
    void givesUpOnAServerThatStallsInTheBody() throws IOException {
        Patience impatient = new Patience(
                Duration.ofSeconds(5), Duration.ofMillis(300), 1, Duration.ofMillis(1), Duration.ofMillis(1));
        try (HttpFetcher hasty = HttpFetcher.online(Map.of(), impatient);
                TestServer server = new TestServer((exchange, count) -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    sleep(20_000);
                });
                HttpFetcher.Response response = hasty.send(HttpFetcher.Request.get(server.uri("/")))) {
            assertThatIOException()
                    .isThrownBy(() -> response.body().readAllBytes())
                    .withMessageContaining("sent nothing");
        }
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> sleep(20_000))) {
            HttpFetcher.Request request =
                    new HttpFetcher.Request("GET", server.uri("/"), Map.of(), Duration.ofMillis(200), false);
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.send(request))
                    .withMessageContaining("no answer in time")
                    .withMessageContaining("127.0.0.1")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NETWORK));
        }
    }

    @Test
    void saysWhenAConnectionIsRefused() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() ->
                        fetcher.send(HttpFetcher.Request.get(URI.create("http://localhost:" + port + "/x?sig=s"))))
                .withMessageContaining("http://localhost:" + port + "/x: the connection was refused")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sig="));
    }

    @Test
    void saysWhenANameIsUnknown() {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> fetcher.send(HttpFetcher.Request.get(URI.create("https://no-such-host.invalid/"))))
                .withMessageContaining("no-such-host.invalid")
                .withMessageContaining("name is not known")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NETWORK));
    }

    @Test
    void saysWhenTlsFails() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInPlainText(plain), "plain");
            server.start();
            URI uri = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/");
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.send(HttpFetcher.Request.get(uri)))
                    .withMessageContaining("TLS");
        }
    }

    /** Takes what the client sends to its end: closing with bytes unread would reset the connection before it has the answer. */
    private static void answerInPlainText(ServerSocket server) {
        boolean open = true;
        while (open) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client went away, or the test is over.
                open = !server.isClosed();
            }
        }
    }

    @Test
    void refusesPlainHttpToOtherHosts() {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> fetcher.send(HttpFetcher.Request.get(URI.create("http://mirror.invalid/"))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> fetcher.send(HttpFetcher.Request.get(URI.create("http://mirror.invalid/"))
                        .allowingPlainHttp()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NETWORK));
    }

    @Test
    void asksWhetherSomethingChanged() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            boolean same = "\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            TestServer.send(exchange, same ? 304 : 200, same ? "" : "content");
        })) {
            HttpValidators known;
            try (HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(server.uri("/")))) {
                known = response.validators();
            }
            try (HttpFetcher.Response response =
                    fetcher.send(HttpFetcher.Request.get(server.uri("/")).ifChanged(known))) {
                assertThat(response.status()).isEqualTo(304);
            }
        }
    }

    @Test
    void offlineAsksNobody() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 200, "x"));
                HttpFetcher offline = HttpFetcher.offline()) {
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> offline.send(HttpFetcher.Request.get(server.uri("/"))))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OFFLINE));
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void a401WithoutAChallengeIsAnAnswer() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 401, "no"));
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(server.uri("/")))) {
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.refusal().code()).isEqualTo(ErrorCode.ACCESS_DENIED);
        }
    }

    private static String text(HttpFetcher.Response response) throws IOException {
        return new String(BoundedInput.readAll(response.body(), 1000, "answer"), StandardCharsets.UTF_8);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
