package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll build --engine} and {@code plimsoll verify --run} with a real engine. */
@RequiresCommand({"dockerd", "docker"})
@RequiresFile("fixtures/images/alpine-310.tar.gz")
@Timeout(180)
class EngineWayTest {
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
                Map.of("HOME", directory.toString(), "DOCKER_HOST", docker.host(), "WORD", "ahoy"),
                Clock.systemUTC(),
                arguments);
    }

    private static Path dockerfile(String name, String text) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.writeString(folder.resolve("Other"), text);
        return folder;
    }

    @Test
    void aDockerfileIsBuiltVerifiedAndTried() throws IOException {
        Path folder = dockerfile("good", """
                ARG BASE=cgr.dev/chainguard/static:latest
                FROM $BASE
                ARG WORD
                RUN echo "$WORD, $WORD"
                USER 65532:65532
                HEALTHCHECK --interval=1s CMD true
                CMD ["sleep", "100"]
                """);

        CliRun built = run(
                "build",
                "--engine",
                "docker",
                "-f",
                folder.resolve("Other").toString(),
                "-t",
                "good:1",
                "--build-arg",
                "BASE=alpine:3.10",
                "--build-arg",
                "WORD",
                "--no-cache",
                folder.toString());

        assertThat(built.code()).as(built.err()).isEqualTo(ExitCode.DONE);
        assertThat(built.out()).matches("sha256:[0-9a-f]{64}\n");
        assertThat(built.err()).contains("ahoy, ahoy\n", "Step 1/");
        assertThat(docker.docker("image", "inspect", "--format", "{{.Config.Labels}}", "good:1"))
                .contains("org.opencontainers.image.base.name:alpine:3.10", "security.scan-date:20");

        CliRun verified = run("verify", "--offline", "--run", "good:1");
        assertThat(verified.out())
                .as(verified.err())
                .containsPattern("✓ ok +image/runs-as-root ")
                .containsPattern("✓ ok +run/start +it starts, and says that it is healthy\n")
                .containsPattern("✓ ok +run/user +its processes run as user id 65532, seen from outside\n")
                .containsPattern("✓ ok +run/read-only-root ")
                .containsPattern("✓ ok +run/no-new-privileges ")
                .containsPattern("✓ ok +run/capabilities ");
        assertThat(docker.docker("ps", "--all", "--quiet")).isEmpty();
    }

    @Test
    void whatRunsAsRootOrDoesNotStartFails() throws IOException {
        Path folder = dockerfile("bad", "FROM alpine:3.10\nCMD echo no rest; touch /x\n");
        CliRun built = run(
                "build",
                "--engine=docker",
                "--file",
                folder.resolve("Other").toString(),
                "--tag=bad:1",
                folder.toString());
        assertThat(built.code()).as(built.err()).isEqualTo(ExitCode.DONE);

        CliRun verified = run("verify", "--offline", "--run", "local://bad:1");

        assertThat(verified.code()).isEqualTo(ExitCode.CONDITION_MET);
        assertThat(verified.out())
                .containsPattern("✗ fail +image/runs-as-root ")
                .containsPattern("✗ fail +run/start +it ended with exit code 1: ")
                // Of output and errors either may come first.
                .contains("no rest", "touch: /x: Read-only file system")
                .containsPattern("\\? not judged +run/user ");
    }

    @Test
    void wrongOnesAreToldBeforeAnythingIsDone() throws IOException {
        Path folder = dockerfile("wrong", "FROM scratch\nRUNN x\n");

        assertThat(run("build", "--engine", "kaniko", folder.toString()).err())
                .contains("--engine wants docker or podman, not 'kaniko'");
        assertThat(run("build", "--engine", "docker").err()).contains("--engine builds one directory");
        assertThat(run("build", "--engine", "docker", folder.toString()).err())
                .contains(folder.resolve("Dockerfile").toString());
        CliRun failed =
                run("build", "--engine", "docker", "-f", folder.resolve("Other").toString(), folder.toString());
        assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err()).contains("the build failed: ", "unknown instruction: RUNN");
        assertThat(run(
                                "verify",
                                "--offline",
                                "--run",
                                "archive://" + SharedFiles.path("fixtures/images/alpine-310.tar.gz"))
                        .err())
                .contains("--run starts images that the container engine has");
    }
}
