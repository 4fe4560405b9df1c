package dev.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom {@link HttpFetcher} trusts, by servers of an authority that nobody knows. */
@RequiresCommand("openssl")
@Timeout(60)
class TestAuthorityTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private TestAuthority authority;
    private LoopbackServer server;

    @BeforeEach
    void start() {
        environment.put("HOME", directory.resolve("home").toString());
        authority = new TestAuthority(directory.resolve("ca"));
        server = serve(authority.forLoopback());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LoopbackServer serve(TestAuthority.Server certificate) {
        return LoopbackServer.overTls(authority.context(certificate)).put("/", "hello");
    }

    private void fetch(LoopbackServer from) {
        try (HttpFetcher fetcher = HttpFetcher.online(environment, Patience.SHORT);
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(from.uri("/")))) {
            assertThat(response.body()).hasContent("hello");
        }
    }

    private String refused(LoopbackServer from, ErrorCode code) {
        PlimsollException refused = assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> fetch(from))
                .actual();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.getMessage()).doesNotContain("\n");
        return String.valueOf(refused.getMessage());
    }

    private Path trust(String base, String host) throws IOException {
        Path place = Files.createDirectories(directory.resolve(base).resolve(host));
        return Files.copy(authority.certificate(), place.resolve("ca.crt"));
    }

    @Test
    void anUnknownAuthorityIsRefusedAndSaysWhereItCanBeVouchedFor() {
        assertThat(refused(server, ErrorCode.NETWORK))
                .contains("authority that is not known here")
                .contains("/etc/docker/certs.d/" + server.authority() + "/ca.crt")
                .contains(directory + "/home/.config/docker/certs.d/" + server.authority() + "/ca.crt")
                .contains("SSL_CERT_FILE");
    }

    @Test
    void aHostsOwnAuthorityCountsForThatHostOnly() throws IOException {
        trust("home/.config/docker/certs.d", server.authority());
        fetch(server);
        try (LoopbackServer other = serve(authority.forLoopback())) {
            assertThat(refused(other, ErrorCode.NETWORK)).contains("not known here");
            server.on("/elsewhere", (exchange, request) -> {
                exchange.getResponseHeaders().set("Location", other.uri("/").toString());
                exchange.sendResponseHeaders(307, -1);
            });
            try (HttpFetcher fetcher = HttpFetcher.online(environment, Patience.SHORT)) {
                HttpFetcher.Request request = HttpFetcher.Request.get(server.uri("/elsewhere"));
                assertThatExceptionOfType(PlimsollException.class)
                        .isThrownBy(() -> fetcher.send(request))
                        .withMessageContaining(other.authority() + "/ca.crt");
            }
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void theDirectoryIsNamedLikeTheHostWithItsPort() throws IOException {
        trust("home/.config/docker/certs.d", "127.0.0.1");
        refused(server, ErrorCode.NETWORK);
        environment.put("XDG_CONFIG_HOME", directory.resolve("xdg").toString());
        trust("xdg/containers/certs.d", server.authority());
        fetch(server);
    }

    @Test
    void sslCertFileStandsInForJavasAuthorities() throws IOException {
        TestAuthority another = new TestAuthority(directory.resolve("another"));
        Path bundle = directory.resolve("bundle.pem");
        Files.writeString(
                bundle,
                "# another\n" + Files.readString(another.certificate()) + "\n# ours\n"
                        + Files.readString(authority.certificate()));
        environment.put("SSL_CERT_FILE", bundle.toString());
        fetch(server);
        environment.put("SSL_CERT_FILE", another.certificate().toString());
        assertThat(refused(server, ErrorCode.NETWORK)).contains("which is now " + another.certificate());
        trust("home/.config/docker/certs.d", server.authority());
        fetch(server);
    }

    @Test
    void aFileThatHoldsNoCertificatesIsNamed() throws IOException {
        Path file = trust("home/.config/docker/certs.d", server.authority());
        for (String content : List.of("", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n")) {
            Files.writeString(file, content);
            assertThat(refused(server, ErrorCode.FILE_ACCESS)).contains(file.toString());
        }
        Files.delete(file);
        environment.put("SSL_CERT_FILE", directory.resolve("none.pem").toString());
        assertThat(refused(server, ErrorCode.FILE_ACCESS)).contains("SSL_CERT_FILE names " + directory);
    }

    @Test
    void aTrustedAuthorityDoesNotExcuseAWrongNameOrDate() throws IOException {
        for (TestAuthority.Server wrong :
                List.of(authority.issue("name", "DNS:example.org", 2), authority.issue("old", "IP:127.0.0.1", -1))) {
            try (LoopbackServer bad = serve(wrong)) {
                trust("home/.config/docker/certs.d", bad.authority());
                assertThat(refused(bad, ErrorCode.NETWORK)).contains("no trusted TLS connection");
            }
        }
    }
}
