package dev.plimsoll.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DockerConfigTest {
    @TempDir
    Path directory;

    @Test
    void readsLoginsOfTheFile() throws IOException {
        config("""
                {"auths": {
                  "r.example:5000": {"auth": "%s"},
                  "https://old.example/v1/": {"auth": "%s"},
                  "https://index.docker.io/v1/": {"auth": "%s"},
                  "plain.example": {"username": "u", "password": "p:w"},
                  "cloud.example": {"auth": "%s", "identitytoken": "refresh"},
                  "empty.example": {}
                }}""".formatted(base64("user:pa:ss"), base64("o:l"), base64("hub:pw\0\0"), base64("x:y")));
        assertThat(login("r.example:5000")).isEqualTo(new Credentials.Password("user", "pa:ss"));
        assertThat(login("old.example")).isEqualTo(new Credentials.Password("o", "l"));
        assertThat(login("docker.io")).isEqualTo(new Credentials.Password("hub", "pw"));
        assertThat(login("plain.example")).isEqualTo(new Credentials.Password("u", "p:w"));
        assertThat(login("cloud.example")).isEqualTo(new Credentials.IdentityToken("refresh"));
        assertThat(find("empty.example").credentials()).isEmpty();
        assertThat(find("r.example").credentials()).isEmpty();
        assertThat(find("other.example").credentials()).isEmpty();
    }

    @Test
    void noFileIsNoLogin() {
        assertThat(find("r.example")).isEqualTo(Login.NONE);
        assertThat(new DockerConfig(Map.of(), Limits.DEFAULT).login("r.example"))
                .isEqualTo(Login.NONE);
    }

    @Test
    void aMalformedFileIsNamed() throws IOException {
        config("{\"auths\": ");
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> find("r.example"))
                .withMessageContaining("config.json")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }

    @Test
    void aLoginThatIsNoBase64IsTroubleAndNotAnEnd() throws IOException {
        config("{\"auths\": {\"r.example\": {\"auth\": \"?\"}}}");
        assertThat(find("r.example").trouble()).contains("r.example").contains("base64");
    }

    @Test
    void asksTheHelperOfTheRegistryBeforeTheStore() throws IOException {
        helper(
                "one",
                "read server; echo \"{\\\"ServerURL\\\":\\\"$server\\\",\\\"Username\\\":\\\"$1 $server\\\",\\\"Secret\\\":\\\"s\\\"}\"");
        helper("all", "echo '{\"Username\":\"<token>\",\"Secret\":\"refresh\"}'");
        config("""
                {"credHelpers": {"r.example": "one"}, "credsStore": "all",
                 "auths": {"r.example": {"auth": "%s"}}}""".formatted(base64("file:pw")));
        assertThat(login("r.example")).isEqualTo(new Credentials.Password("get r.example", "s"));
        assertThat(login("docker.io")).isEqualTo(new Credentials.IdentityToken("refresh"));
    }

    @Test
    void theHubIsNamedToHelpersAsDockerNamesIt() throws IOException {
        helper("all", "read server; echo \"{\\\"Username\\\":\\\"$server\\\",\\\"Secret\\\":\\\"s\\\"}\"");
        config("{\"credsStore\": \"all\"}");
        assertThat(login("docker.io")).isEqualTo(new Credentials.Password("https://index.docker.io/v1/", "s"));
    }

    @Test
    void aHelperThatKnowsNothingOrFailsLeavesTheFile() throws IOException {
        helper("none", "echo 'credentials not found in native keychain'; exit 1");
        helper("broken", "printf 'no \\033[31mkeychain'; exit 1");
        config("""
                {"credsStore": "none", "credHelpers": {"b.example": "broken", "m.example": "missing", "e.example": "../evil"},
                 "auths": {"r.example": {"auth": "%s"}}}""".formatted(base64("file:pw")));
        assertThat(login("r.example")).isEqualTo(new Credentials.Password("file", "pw"));
        assertThat(find("x.example")).isEqualTo(Login.NONE);
        assertThat(find("b.example").trouble())
                .contains("docker-credential-broken")
                .contains("no \\u001b[31mkeychain");
        assertThat(find("m.example").trouble())
                .contains("docker-credential-missing")
                .contains("PATH");
        assertThat(find("e.example").trouble()).contains("no program's name");
    }

    @Test
    void aHelperThatHangsOrFloodsIsGivenUp() throws IOException {
        helper("hangs", "sleep 60");
        helper("floods", "while true; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done");
        helper("garbage", "echo '[[['");
        Map<String, String> environment = environment();
        Duration timeout = Duration.ofSeconds(10);
        assertThat(new CredentialHelper("hangs", environment, Duration.ofMillis(500))
                        .get("r.example")
                        .trouble())
                .contains("no answer");
        assertThat(new CredentialHelper("floods", environment, timeout)
                        .get("r.example")
                        .trouble())
                .contains("larger than the limit");
        assertThat(new CredentialHelper("garbage", environment, timeout)
                        .get("r.example")
                        .trouble())
                .contains("not valid JSON");
    }

    @Test
    void neverShowsItsSecrets() {
        assertThat(new Credentials.Password("u", "geheim")).asString().doesNotContain("geheim");
        assertThat(new Credentials.IdentityToken("geheim")).asString().doesNotContain("geheim");
        assertThat(Login.of(new Credentials.Password("u", "geheim"))).asString().doesNotContain("geheim");
    }

    private void config(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
    }

    private void helper(String name, String script) throws IOException {
        Path file = directory.resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Map<String, String> environment() {
        return Map.of("DOCKER_CONFIG", directory.toString(), "PATH", directory + ":/usr/bin:/bin");
    }

    private Login find(String registry) {
        return new DockerConfig(environment(), Limits.DEFAULT).login(registry);
    }

    private Credentials login(String registry) {
        return find(registry).credentials().orElseThrow();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
