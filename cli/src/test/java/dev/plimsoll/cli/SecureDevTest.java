package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code make containers-secure-dev}: the images from {@code docker-compose.secure.yml}, by Debian's docker-compose. */
@Tag("proof")
@RequiresCommand({"dockerd", "docker", "docker-compose", "skopeo", "psql", "redis-cli", "curl"})
@Timeout(600)
class SecureDevTest {
    @TempDir
    private Path directory;

    private String run(DockerDaemon docker, String... command) {
        return Command.run(List.of(
                "env",
                "--chdir=" + directory.resolve("checkout"),
                "DOCKER_HOST=" + docker.host(),
                "RESCAN_MINUTES=0",
                "PLIMSOLL_POSTGRESQL_PORT=0",
                "PLIMSOLL_REDIS_PORT=0",
                "PLIMSOLL_SERVER_PORT=0",
                "sh",
                "-c",
                String.join(" ", command)));
    }

    private void checkout() throws IOException {
        Path checkout = directory.resolve("checkout");
        Files.createDirectories(checkout.resolve("scripts"));
        Files.createDirectories(checkout.resolve("containers"));
        for (String file : List.of("docker-compose.secure.yml", "scripts/containers-secure-dev.sh")) {
            Files.copy(SharedFiles.checkout().resolve(file), checkout.resolve(file));
        }
    }

    @Test
    void theyStartHardenedAndTheirSecretsOpenThem() throws IOException {
        checkout();
        try (DockerDaemon docker = DockerDaemon.start(directory.resolve("d"))) {
            for (String name : List.of("postgresql", "redis", "server")) {
                BuiltImages.load(docker, directory, name);
            }

            String said = run(docker, "scripts/containers-secure-dev.sh");
            try {
                Path secrets = directory.resolve("checkout/containers/secrets");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                        .isEqualTo("rwx------");
                hardened(docker, "plimsoll-postgresql-secure");
                hardened(docker, "plimsoll-redis-secure");
                hardened(docker, "plimsoll-server-secure");
                assertThat(postgresql(port(said, "PostgreSQL"), Files.readString(secrets.resolve("postgres-password"))))
                        .isEqualTo("1");
                String redis = port(said, "Redis");
                assertThat(redis(redis, Files.readString(secrets.resolve("redis-password"))))
                        .isEqualTo("PONG");
                assertThatIllegalStateException().isThrownBy(() -> redis(redis, "wrong"));
                String server = port(said, "server");
                assertThat(images(server, Files.readString(secrets.resolve("plimsoll-token"))))
                        .contains("\"images\"");
                assertThatIllegalStateException().isThrownBy(() -> images(server, "wrong"));

                assertThat(run(docker, "scripts/containers-secure-dev.sh"))
                        .as("a second start keeps the secrets")
                        .contains("PostgreSQL  127.0.0.1:")
                        .doesNotContain("made the secret");
            } finally {
                run(docker, "docker-compose -f docker-compose.secure.yml down --volumes");
            }
            assertThat(docker.docker("ps", "--all", "--quiet")).isEmpty();
        }
    }

    private static void hardened(DockerDaemon docker, String container) {
        assertThat(docker.docker(
                                "inspect",
                                "--format",
                                "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"
                                        + " {{.State.Health.Status}} {{gt .HostConfig.Memory 0}} {{.HostConfig.PidsLimit}}",
                                container)
                        .strip())
                .isEqualTo("true [ALL] [no-new-privileges:true] healthy true 128");
    }

    private static String port(String said, String service) {
        Matcher address = Pattern.compile(service + " +127\\.0\\.0\\.1:(\\d+)").matcher(said);
        assertThat(address.find()).as(said).isTrue();
        return address.group(1);
    }

    private static String postgresql(String port, String password) {
        return Command.run(
                        "env",
                        "PGPASSWORD=" + password,
                        "psql",
                        "--no-psqlrc",
                        "--no-align",
                        "--tuples-only",
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=postgres",
                        "--command=SELECT 1")
                .strip();
    }

    private static String redis(String port, String password) {
        return Command.run(
                        "redis-cli",
                        "-e",
                        "--no-auth-warning",
                        "-p",
                        port,
                        "--user",
                        "plimsoll",
                        "--pass",
                        password,
                        "PING")
                .strip();
    }

    private static String images(String port, String token) {
        return Command.run(
                "curl",
                "--fail",
                "--silent",
                "--show-error",
                "--header",
                "Authorization: Bearer " + token.strip(),
                "http://127.0.0.1:" + port + "/api/v1/images");
    }
}
