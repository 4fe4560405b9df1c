package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where authorities are looked for; that they count is tested with servers of their own, beside the test kit. */
class HttpTrustTest {
    @TempDir
    Path directory;

    @Test
    void theDirectoryOfAHostIsLookedAtForThatHostOnly() throws Exception {
        Path system = directory.resolve("system");
        Path place = Files.createDirectories(system.resolve("registry.example:5000"));
        Files.writeString(place.resolve("any.crt"), someAuthority());
        HttpTrust trust = new HttpTrust(Map.of(), List.of(system));

        assertThat(trust.contextFor("registry.example:5000")).isPresent();
        assertThat(trust.contextFor("registry.example")).isEmpty();
        assertThat(trust.contextFor("other.example:5000")).isEmpty();
        assertThat(HttpTrust.authority(URI.create("https://registry.example:5000/v2/")))
                .isEqualTo("registry.example:5000");
        assertThat(HttpTrust.authority(URI.create("https://me@registry.example/v2/")))
                .isEqualTo("registry.example");
    }

    @Test
    void filesOfOtherNamesAreNoAuthorities() throws IOException {
        Path place = Files.createDirectories(directory.resolve("host"));
        Files.writeString(place.resolve("client.cert"), "not looked at");
        Files.writeString(place.resolve("client.key"), "not looked at");
        assertThat(new HttpTrust(Map.of(), List.of(directory)).contextFor("host"))
                .isEmpty();
    }

    private static String someAuthority() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        byte[] certificate = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0].getEncoded();
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate);
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }
}
