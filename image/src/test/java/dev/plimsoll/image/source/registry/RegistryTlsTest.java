package dev.plimsoll.image.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Trees;
import dev.plimsoll.image.registry.TokenServer;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerRegistry;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.TestAuthority;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real registry that speaks TLS with a certificate by an authority of its own. */
@RequiresCommand({"docker-registry", "skopeo", "openssl"})
@Timeout(120)
class RegistryTlsTest {
    /** The password "geheim". */
    private static final String HTPASSWD = "me:$2y$05$abcdefghijklmnopqrstuuVWu8RjbNovPZWAMRdd7iqaaG0mI53Uu\n";

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private TestAuthority authority;
    private TestAuthority.Server certificate;

    @BeforeEach
    void makeAuthority() {
        environment.put("HOME", directory.resolve("home").toString());
        authority = new TestAuthority(directory.resolve("ca"));
        certificate = authority.forLoopback();
    }

    private DockerRegistry start(String config) {
        return DockerRegistry.overTls(directory.resolve("registry"), certificate, config);
    }

    @Test
    void anUnknownAuthorityIsRefusedAndItsHostsOwnDirectoryIsTrusted() throws IOException {
        try (DockerRegistry registry = start("")) {
            copy(registry);
            refused(registry, ErrorCode.NETWORK, "authority that is not known here");
            refused(registry, ErrorCode.NETWORK, "/etc/docker/certs.d/" + registry.authority() + "/ca.crt");
            trust("127.0.0.1:1");
            refused(registry, ErrorCode.NETWORK, "authority that is not known here");
            trust(registry.authority());
            assertThat(read(registry)).isEqualTo("text");
        }
    }

    @Test
    void sslCertFileIsHonoured() {
        try (DockerRegistry registry = start("")) {
            copy(registry);
            environment.put("SSL_CERT_FILE", authority.certificate().toString());
            assertThat(read(registry)).isEqualTo("text");
        }
    }

    @Test
    void logsInByNameAndPassword() throws IOException {
        try (DockerRegistry registry = start(DockerRegistry.passwords(directory, HTPASSWD))) {
            copy(registry, "--dest-creds=me:geheim");
            trust(registry.authority());
            refused(registry, ErrorCode.ACCESS_DENIED, "docker login " + registry.authority());
            login(registry, "me:geheim");
            assertThat(read(registry)).isEqualTo("text");
        }
    }

    @Test
    void logsInByTokensOfAServiceThatMustBeTrustedItself() throws Exception {
        LoopbackServer service = LoopbackServer.overTls(authority.context(certificate));
        try (TokenServer tokens = new TokenServer(directory.resolve("keys"), service);
                DockerRegistry registry = start(DockerRegistry.tokens(tokens.realm(), tokens.certificate()))) {
            copy(registry, "--dest-creds=me:geheim");
            trust(registry.authority());
            login(registry, "me:geheim");
            assertThat(tokens.realm()).startsWith("https://");
            refused(registry, ErrorCode.NETWORK, tokens.authority() + "/ca.crt");
            trust(tokens.authority());
            assertThat(read(registry)).isEqualTo("text");
        }
    }

    private void copy(DockerRegistry registry, String... options) {
        Path archive = directory.resolve("app.tar");
        TinyImage.write(
                archive,
                TinyImage.tar(new TinyImage()
                        .tag("app:1")
                        .layer(new TinyTar().file("f", "text"))
                        .dockerFiles()));
        List<String> command =
                new ArrayList<>(List.of("skopeo", "--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false"));
        command.addAll(List.of(options));
        command.addAll(List.of("docker-archive:" + archive, "docker://" + registry.authority() + "/app:1"));
        Command.run(command);
    }

    private void trust(String host) throws IOException {
        Path place = Files.createDirectories(
                directory.resolve("home/.config/docker/certs.d").resolve(host));
        Files.copy(authority.certificate(), place.resolve("ca.crt"));
    }

    private void login(DockerRegistry registry, String login) throws IOException {
        String auth = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Path config = Files.createDirectories(directory.resolve("home/.docker")).resolve("config.json");
        Files.writeString(config, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.authority(), auth));
    }

    private void refused(DockerRegistry registry, ErrorCode code, String message) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> read(registry))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private String read(DockerRegistry registry) {
        try (HttpFetcher fetcher = HttpFetcher.online(environment, Patience.SHORT);
                TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image image = new RegistrySource()
                        .open(
                                ImageReference.parse("registry://" + registry.authority() + "/app:1"),
                                OpenOptions.of(environment, fetcher, tempFiles))) {
            return Trees.text(image.read(Trees.ALL), "f");
        }
    }
}
