package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.plimsoll.base.Digest;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.HardenedContainer;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Redis image in a real engine, hardened, asked by Redis' own client from outside. */
@RequiresCommand({"dockerd", "docker", "skopeo", "redis-cli"})
@Timeout(300)
class RedisImageTest {
    private static final String IMAGE = "plimsoll/redis:latest";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static DockerDaemon docker;

    @SuppressWarnings("NullAway.Init")
    private static Path users;

    @BeforeAll
    static void build() throws IOException {
        docker = DockerDaemon.start(directory.resolve("d"));
        BuiltImages.load(docker, directory, "redis");
        String hash = Digest.sha256("ahoy".getBytes(StandardCharsets.UTF_8)).hex();
        users = Files.writeString(directory.resolve("users"), "user app on #" + hash + " ~* &* +@all -@admin\n");
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    private static HardenedContainer.Settings settings(String volume) {
        return new HardenedContainer.Settings()
                .volume(volume, "/data")
                .port(6379)
                .limits(64L << 20, 32);
    }

    private static HardenedContainer start(String name, Path secret) {
        return HardenedContainer.start(
                docker, name, IMAGE, settings(name).file(secret, "/run/secrets/redis-users.conf"));
    }

    private static String ask(HardenedContainer redis, String password, String... command) {
        return Command.run(java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(
                                        "redis-cli",
                                        "-e",
                                        "--no-auth-warning",
                                        "-p",
                                        "" + redis.port(6379),
                                        "--user",
                                        "app",
                                        "--pass",
                                        password),
                                java.util.stream.Stream.of(command))
                        .toList())
                .strip();
    }

    @Test
    void whatWasSetIsThereAfterARestartAndAPowerCut() {
        try (HardenedContainer redis = start("keeps", users)) {
            redis.awaitHealthy(LONGEST);
            assertThat(redis.users()).containsExactly("999");
            assertThat(redis.inspect(
                            "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"))
                    .isEqualTo("true [ALL] [no-new-privileges]");
            assertThat(ask(redis, "ahoy", "SET", "ship", "seaworthy")).isEqualTo("OK");

            redis.restart();
            redis.awaitHealthy(LONGEST);
            assertThat(ask(redis, "ahoy", "GET", "ship")).isEqualTo("seaworthy");

            assertThat(ask(redis, "ahoy", "SET", "line", "painted")).isEqualTo("OK");
            redis.kill();
            redis.startAgain();
            redis.awaitHealthy(LONGEST);
            assertThat(ask(redis, "ahoy", "MGET", "ship", "line")).startsWith("seaworthy\n");
        }
    }

    @Test
    void nobodyGetsInWithoutTheRightPassword() {
        try (HardenedContainer redis = start("guards", users)) {
            redis.awaitHealthy(LONGEST);

            for (String password : List.of("wrong", "", "ahoy ")) {
                assertThatIllegalStateException()
                        .as("'%s'", password)
                        .isThrownBy(() -> ask(redis, password, "GET", "ship"))
                        .withMessageMatching("(?s).*(NOAUTH|WRONGPASS).*");
            }
            String port = "" + redis.port(6379);
            assertThatIllegalStateException()
                    .isThrownBy(() -> Command.run("redis-cli", "-e", "-p", port, "GET", "ship"))
                    .withMessageContaining("NOAUTH");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Command.run(
                            "redis-cli",
                            "-e",
                            "--no-auth-warning",
                            "-p",
                            port,
                            "--user",
                            "healthcheck",
                            "--pass",
                            "x",
                            "GET",
                            "ship"))
                    .withMessageContaining("NOPERM");
            assertThatIllegalStateException()
                    .isThrownBy(() -> ask(redis, "ahoy", "CONFIG", "GET", "dir"))
                    .withMessageContaining("NOPERM");
        }
    }

    @Test
    void withoutTheSecretItDoesNotStart() {
        try (HardenedContainer redis = HardenedContainer.start(docker, "bare", IMAGE, settings("bare"))) {
            assertThat(redis.awaitEnd(LONGEST)).isNotZero();
            assertThat(redis.logs()).contains("/run/secrets/redis-users.conf");
        }
    }

    @Test
    void anEmptySecretLetsNobodyIn() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "");
        try (HardenedContainer redis = start("closed", empty)) {
            redis.awaitHealthy(LONGEST);

            assertThatIllegalStateException()
                    .isThrownBy(() -> Command.run("redis-cli", "-e", "-p", "" + redis.port(6379), "GET", "ship"))
                    .withMessageContaining("NOAUTH");
        }
    }

    @Test
    void itIsVerifiedWhileItRuns() {
        docker.docker("tag", IMAGE, "plimsoll/redis:verified");
        CliRun verified = CliRun.of(
                java.util.Map.of("HOME", directory.toString(), "DOCKER_HOST", docker.host()),
                java.time.Clock.systemUTC(),
                "verify",
                "--offline",
                "--run",
                "--mount",
                users + ":/run/secrets/redis-users.conf:ro",
                "local://plimsoll/redis:verified");

        assertThat(verified.out())
                .as(verified.err())
                .containsPattern("✓ ok +run/start +it starts, and says that it is healthy")
                .containsPattern("✓ ok +run/user +its processes run as user id 999, ")
                .containsPattern("✓ ok +run/read-only-root ")
                .containsPattern("✓ ok +run/capabilities ")
                .containsPattern("✓ ok +image/runs-as-root ")
                .containsPattern("✓ ok +image/caches ")
                .containsPattern("✓ ok +image/setuid ")
                .containsPattern("✓ ok +image/secrets ")
                .containsPattern("✓ ok +image/not-writable ")
                .doesNotContain("✗ fail");
    }
}
