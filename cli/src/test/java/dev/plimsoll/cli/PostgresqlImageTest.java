package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.HardenedContainer;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The PostgreSQL image in a real engine, hardened, asked by PostgreSQL's own client from outside. */
@Tag("proof")
@RequiresCommand({"dockerd", "docker", "skopeo", "psql"})
@Timeout(600)
class PostgresqlImageTest {
    private static final String IMAGE = "plimsoll/postgresql:latest";
    private static final String VOLUME = "/var/lib/postgresql/data";
    private static final String SECRET = "/run/secrets/postgres-password";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static DockerDaemon docker;

    @SuppressWarnings("NullAway.Init")
    private static Path password;

    @BeforeAll
    static void build() throws IOException {
        docker = DockerDaemon.start(directory.resolve("d"));
        BuiltImages.load(docker, directory, "postgresql");
        password = Files.writeString(directory.resolve("password"), "ahoy\n");
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    private static HardenedContainer start(String name, Path secret) {
        return HardenedContainer.start(
                docker,
                name,
                IMAGE,
                new HardenedContainer.Settings()
                        .volume(name, VOLUME)
                        .file(secret, SECRET)
                        .port(5432));
    }

    private static String ask(HardenedContainer database, String secret, String statement) {
        return Command.run(List.of(
                        "env",
                        "PGPASSWORD=" + secret,
                        "psql",
                        "--no-psqlrc",
                        "--no-align",
                        "--tuples-only",
                        "--quiet",
                        "--host=127.0.0.1",
                        "--port=" + database.port(5432),
                        "--username=postgres",
                        "--command",
                        statement))
                .strip();
    }

    @Test
    void aTableIsThereAfterARestartAndAPowerCut() {
        try (HardenedContainer database = start("keeps", password)) {
            database.awaitHealthy(LONGEST);
            assertThat(database.users()).containsExactly("999");
            assertThat(database.inspect(
                            "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"))
                    .isEqualTo("true [ALL] [no-new-privileges]");
            ask(database, "ahoy", "CREATE TABLE ship (name text); INSERT INTO ship VALUES ('Samuel')");

            database.restart();
            database.awaitHealthy(LONGEST);
            assertThat(ask(database, "ahoy", "SELECT name FROM ship")).isEqualTo("Samuel");
            assertThat(database.logs()).contains("received fast shutdown request", "database system is shut down");

            ask(database, "ahoy", "INSERT INTO ship VALUES ('Plimsoll')");
            database.kill();
            database.startAgain();
            database.awaitHealthy(LONGEST);
            assertThat(ask(database, "ahoy", "SELECT name FROM ship").lines()).containsExactly("Samuel", "Plimsoll");
            assertThat(database.logs()).containsOnlyOnce("the volume is empty: making a database");
        }
    }

    @Test
    void onlyTheRightPasswordByScramGetsIn() {
        try (HardenedContainer database = start("guards", password)) {
            database.awaitHealthy(LONGEST);

            for (String wrong : List.of("wrong", "ahoy ", "AHOY")) {
                assertThatIllegalStateException()
                        .as("'%s'", wrong)
                        .isThrownBy(() -> ask(database, wrong, "SELECT 1"))
                        .withMessageContaining("password authentication failed");
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> database.exec(
                            "/usr/lib/postgresql/15/bin/psql", "--no-password", "-h", "127.0.0.1", "-U", "postgres"))
                    .withMessageContaining("no password supplied");
            assertThat(ask(database, "ahoy", "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(ask(database, "ahoy", "SELECT left(rolpassword, 13) FROM pg_authid WHERE rolpassword <> ''"))
                    .isEqualTo("SCRAM-SHA-256");
        }
    }

    @Test
    void withoutASecretNothingStarts() throws IOException {
        HardenedContainer.Settings bare = new HardenedContainer.Settings().volume("bare", VOLUME);
        try (HardenedContainer database = HardenedContainer.start(docker, "bare", IMAGE, bare)) {
            assertThat(database.awaitEnd(LONGEST)).isEqualTo(1);
            assertThat(database.logs()).contains("there is no password: mount a file with it at " + SECRET);
        }
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        try (HardenedContainer database = start("empty", empty)) {
            assertThat(database.awaitEnd(LONGEST)).isEqualTo(1);
            assertThat(database.logs()).contains("the first line of " + SECRET + " is empty");
        }
    }

    /** Killed at many points of its first start: what was not made to its end is never used, and the next start works. */
    @Test
    void aPowerCutWhileTheDatabaseIsMadeCostsNothing() throws Exception {
        try (HardenedContainer database = start("cut", password)) {
            for (int i = 0; i < 6; i++) {
                Thread.sleep(100 + i * 250L);
                database.kill();
                database.startAgain();
            }
            database.awaitHealthy(LONGEST);
            ask(database, "ahoy", "CREATE TABLE ship (name text)");
            database.restart();
            database.awaitHealthy(LONGEST);
            assertThat(ask(database, "ahoy", "SELECT count(*) FROM ship")).isEqualTo("0");
        }
    }

    @Test
    void aVolumeWithSomethingElseInItIsLeftAlone() {
        docker.docker(
                "run",
                "--rm",
                "--volume=other:" + VOLUME,
                "--entrypoint=/bin/sh",
                IMAGE,
                "-c",
                "echo mine >" + VOLUME + "/letter");
        try (HardenedContainer database = start("other", password)) {
            assertThat(database.awaitEnd(LONGEST)).isEqualTo(1);
            assertThat(database.logs()).contains("is neither empty nor a database: " + VOLUME + "/letter");
        }
    }

    @Test
    void rootIsRefused() {
        docker.docker("create", "--name=root", "--user=0", "--volume=" + password + ":" + SECRET + ":ro", IMAGE);

        assertThatIllegalStateException()
                .isThrownBy(() -> docker.docker("start", "--attach", "root"))
                .withMessageContaining("this does not run as root");
    }
}
