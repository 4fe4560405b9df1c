package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.HardenedContainer;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code containers/Dockerfile.*} on bases that the project's own specs make, since a test has no registry. */
@Tag("proof")
@RequiresCommand({"dockerd", "docker", "skopeo"})
@RequiresFile("fixtures/images/alpine-310.tar.gz")
@Timeout(600)
class DockerfileWayTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static DockerDaemon docker;

    @BeforeAll
    static void start() {
        docker = DockerDaemon.start(directory.resolve("d"));
        docker.docker(
                "load",
                "--input",
                SharedFiles.path("fixtures/images/alpine-310.tar.gz").toString());
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    private static CliRun run(String... arguments) {
        return CliRun.of(
                Map.of("HOME", directory.toString(), "DOCKER_HOST", docker.host()), Clock.systemUTC(), arguments);
    }

    private static void build(String dockerfile, String name, String user) {
        Path containers = SharedFiles.checkout().resolve("containers");
        BuiltImages.load(docker, directory, name);
        CliRun built = run(
                "build",
                "--engine=docker",
                "--file=" + containers.resolve(dockerfile),
                "--tag=" + name + ":dockerfile",
                "--build-arg=BASE=plimsoll/" + name + ":latest",
                "--build-arg=TOOLS=alpine:3.10",
                "--build-arg=RUN_AS=" + user,
                "--build-arg=OWNER=999:999",
                containers.toString());
        assertThat(built.code()).as(built.err()).isZero();
    }

    private static void verified(String image, Path secret, String target) {
        CliRun verified = run("verify", "--offline", "--run", "--mount", secret + ":" + target + ":ro", image);
        assertThat(verified.out())
                .as(verified.err())
                .containsPattern("✓ ok +run/start +it starts, and says that it is healthy")
                .containsPattern("✓ ok +run/user +its processes run as user id 999, ")
                .containsPattern("✓ ok +image/not-writable ")
                .containsPattern("its base plimsoll/[a-z]+:latest is not pinned by digest")
                .doesNotContain("✗ fail");
    }

    @Test
    void redisIsBuiltVerifiedAndRuns() throws IOException {
        build("Dockerfile.redis", "redis", "redis");
        Path users = Files.writeString(directory.resolve("users"), "user app on nopass ~* +@all\n");

        verified("redis:dockerfile", users, "/run/secrets/redis-users.conf");
    }

    @Test
    void postgresqlIsBuiltVerifiedAndRuns() throws IOException {
        build("Dockerfile.postgres", "postgresql", "postgres");
        Path password = Files.writeString(directory.resolve("password"), "ahoy\n");

        verified("postgresql:dockerfile", password, "/run/secrets/postgres-password");
        HardenedContainer.Settings settings = new HardenedContainer.Settings()
                .volume("pg", "/var/lib/postgresql/data")
                .file(password, "/run/secrets/postgres-password");
        try (HardenedContainer database = HardenedContainer.start(docker, "pg", "postgresql:dockerfile", settings)) {
            database.awaitHealthy(LONGEST);
            assertThat(database.users()).containsExactly("999");
        }
    }

    /** Its stages and its user, with stand-ins for Maven and Java: what it builds is tested where it is run. */
    @Test
    void theServersStagesGiveAnImageOfNobodysRights() throws IOException {
        standIn("builder", """
                FROM alpine:3.10
                RUN printf '#!/bin/sh\\ncd cli/target/image && mkdir lib native native/amd64 native/arm64 && cp /src/sources lib/plimsoll.jar\\n' >/usr/bin/mvn \\
                 && chmod 755 /usr/bin/mvn
                """);
        standIn("runtime", """
                FROM alpine:3.10
                RUN adduser -D -H -u 65532 nonroot && printf '#!/bin/sh\\necho "$@"; exec sleep 100\\n' >/usr/bin/java \\
                 && chmod 755 /usr/bin/java
                """);
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Files.writeString(sources.resolve("sources"), "built from this");
        Files.createDirectories(sources.resolve("cli/target/image"));
        Files.createDirectories(sources.resolve("containers/server"));
        Files.writeString(sources.resolve("containers/server/java.options"), "-Xss4m\n");
        CliRun built = run(
                "build",
                "--engine=docker",
                "--file=" + SharedFiles.checkout().resolve("containers/Dockerfile.server"),
                "--tag=server:dockerfile",
                "--build-arg=BASE=runtime:1",
                "--build-arg=BUILDER=builder:1",
                sources.toString());
        assertThat(built.code()).as(built.err()).isZero();

        HardenedContainer.Settings settings = new HardenedContainer.Settings();
        try (HardenedContainer server = HardenedContainer.start(docker, "server", "server:dockerfile", settings)) {
            assertThat(server.users()).containsExactly("65532");
            assertThat(server.exec("cat", "/opt/plimsoll/lib/plimsoll.jar")).isEqualTo("built from this");
            assertThat(server.exec("sh", "-c", "touch /data/x && ls -ld /data")).startsWith("drwx------");
            assertThat(server.logs())
                    .contains("@/opt/plimsoll/java.options -jar /opt/plimsoll/lib/plimsoll.jar serve ");
        }
    }

    private static void standIn(String name, String dockerfile) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        assertThat(run("build", "--engine=docker", "--tag=" + name + ":1", folder.toString())
                        .code())
                .isZero();
    }
}
