package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpProxiesTest {
    private static final URI HTTPS = URI.create("https://registry.example/v2/");
    private static final URI HTTP = URI.create("http://deb.example/debian/");

    @Test
    void eachSchemeHasItsProxyAndLowerCaseWins() {
        HttpProxies proxies = new HttpProxies(Map.of(
                "http_proxy", "http://plain.example:3128",
                "HTTPS_PROXY", "secure.example",
                "HTTP_PROXY", "http://ignored.example"));
        assertThat(proxies.proxyFor(HTTP)).hasToString("Optional[plain.example:3128]");
        assertThat(proxies.proxyFor(HTTPS)).hasToString("Optional[secure.example:80]");
        assertThat(new HttpProxies(Map.of("ALL_PROXY", "any.example:1")).proxyFor(HTTPS))
                .hasToString("Optional[any.example:1]");
        assertThat(new HttpProxies(Map.of()).proxyFor(HTTP)).isEmpty();
        assertThat(new HttpProxies(Map.of("HTTP_PROXY", "client.example", "REQUEST_METHOD", "GET")).proxyFor(HTTP))
                .isEmpty();
    }

    @Test
    void loopbackIsNeverAskedThroughAProxy() {
        HttpProxies proxies = new HttpProxies(Map.of("all_proxy", "http://p.example:1"));
        for (String host : List.of("localhost", "127.0.0.1", "127.9.9.9", "[::1]", "a.localhost")) {
            assertThat(proxies.proxyFor(URI.create("http://" + host + ":5000/")))
                    .isEmpty();
        }
        assertThat(proxies.proxyFor(URI.create("http://localhost.example/"))).isPresent();
        assertThat(proxies.proxyFor(URI.create("http://127.0.0.1.example/"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "*, https://a.example/, true",
        "example.com, https://example.com/, true",
        "example.com, https://a.example.com/, true",
        ".example.com, https://A.Example.com/, true",
        "*.example.com, https://a.example.com/, true",
        "example.com, https://badexample.com/, false",
        "'other.example, example.com', https://example.com/, true",
        "example.com:8443, https://example.com:8443/, true",
        "example.com:443, https://example.com/, true",
        "example.com:8443, https://example.com/, false",
        "10.0.0.0/8, http://10.200.1.1/, true",
        "10.0.0.0/8, http://11.0.0.1/, false",
        "10.0.0.0/33, http://10.0.0.1/, false",
        "10.0.0.1, http://10.0.0.1:80/, true",
        "fd00::/8, 'http://[fd12::1]/', true",
        "[fd12::1]:80, 'http://[fd12::1]/', true",
        "0.1, http://10.0.0.1/, false",
    })
    void noProxyListsHosts(String noProxy, URI uri, boolean direct) {
        HttpProxies proxies = new HttpProxies(Map.of("all_proxy", "p.example:1", "NO_PROXY", noProxy));
        assertThat(proxies.proxyFor(uri).isEmpty()).isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://user:geheim@p.example:1080", "http://user:geheim@", "http://user:geheim@p q"})
    void anUnusableProxyIsAnErrorThatDoesNotShowItsPassword(String value) {
        HttpProxies proxies = new HttpProxies(Map.of("https_proxy", value));
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> proxies.proxyFor(HTTPS))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .withMessageContaining("https_proxy")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
    }

    @Test
    void plainHttpGoesThroughTheProxyWithItsCredentialsAndNoLookUp() throws IOException {
        try (TestServer proxy = new TestServer((exchange, count) -> TestServer.send(exchange, 200, "by proxy"));
                HttpFetcher fetcher = HttpFetcher.online(
                        Map.of("http_proxy", "http://us%40er:pa%3Ass@127.0.0.1:" + proxy.port()), Patience.SHORT);
                HttpFetcher.Response response = fetcher.send(
                        HttpFetcher.Request.get(URI.create("http://deb.no-such-host.invalid/debian/InRelease"))
                                .allowingPlainHttp())) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(proxy.asked.get(0).header("Proxy-Authorization")).isEqualTo("Basic dXNAZXI6cGE6c3M=");
            assertThat(proxy.asked.get(0).header("Host")).isEqualTo("deb.no-such-host.invalid");
        }
    }

    @Test
    void httpsAsksTheProxyForATunnelWithTheProxysCredentialsOnly() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpFetcher fetcher = HttpFetcher.online(
                        Map.of("https_proxy", "http://user:pass@127.0.0.1:" + proxy.getLocalPort()), Patience.SHORT)) {
            CompletableFuture<List<String>> asked = CompletableFuture.supplyAsync(() -> refuseTunnels(proxy));
            HttpFetcher.Request request =
                    HttpFetcher.Request.get(HTTPS).withHeader("Authorization", "Bearer registry-token");
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.send(request))
                    .withMessageContaining("registry.example")
                    .withMessageContaining("through the proxy 127.0.0.1:" + proxy.getLocalPort());
            proxy.close();
            assertThat(asked.get(10, TimeUnit.SECONDS))
                    .startsWith("CONNECT registry.example:443 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic dXNlcjpwYXNz")
                    .noneMatch(line -> line.contains("registry-token"));
        }
    }

    private static List<String> refuseTunnels(ServerSocket proxy) {
        List<String> lines = new ArrayList<>();
        while (!proxy.isClosed()) {
            try (Socket socket = proxy.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    lines.add(line);
                }
                socket.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                lines.add(e.toString());
            }
        }
        return lines;
    }
}
