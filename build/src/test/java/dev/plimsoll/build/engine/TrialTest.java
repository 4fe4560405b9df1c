package dev.plimsoll.build.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.engine.TrialFacts.State;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How images run that a real engine starts hardened. */
@RequiresCommand({"dockerd", "docker"})
@RequiresFile("fixtures/images/alpine-310.tar.gz")
@Timeout(180)
class TrialTest {
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

    @AfterEach
    void nothingIsLeft() {
        assertThat(docker.docker("ps", "--all", "--quiet")).isEmpty();
        assertThat(docker.docker("volume", "ls", "--quiet")).isEmpty();
    }

    private static TrialFacts run(String instructions, List<String> environment, List<String> mounts)
            throws IOException {
        Path folder = Files.createTempDirectory(directory, "build");
        Files.writeString(folder.resolve("Dockerfile"), "FROM alpine:3.10\n" + instructions);
        docker.docker("build", "--tag", "tried:1", folder.toString());
        Engine engine = Engine.connect(Map.of("DOCKER_HOST", docker.host()), Limits.DEFAULT);
        return new Trial(engine, Clock.systemUTC())
                .run(new TrialRequest("tried:1", environment, mounts, 64 << 20, 32, Duration.ofSeconds(20)));
    }

    @Test
    void theRunningUserAndItsLimitsAreSeen() throws IOException {
        TrialFacts facts = run(
                "VOLUME /data\nUSER 1234\nHEALTHCHECK --interval=1s CMD true\nCMD [\"sleep\", \"100\"]\n",
                List.of(),
                List.of());

        assertThat(facts.state()).as(facts.words()).isEqualTo(State.HEALTHY);
        assertThat(facts.users()).containsExactly(1234L);
        assertThat(facts.readOnlyRoot()).contains(true);
        assertThat(facts.noNewPrivileges()).contains(true);
        assertThat(facts.noCapabilities()).contains(true);
    }

    @Test
    void rootIsSeen() throws IOException {
        TrialFacts facts = run("CMD [\"sleep\", \"100\"]\n", List.of(), List.of());

        assertThat(facts.state()).as(facts.words()).isEqualTo(State.RUNNING);
        assertThat(facts.users()).containsExactly(0L);
    }

    @Test
    void whatNeedsToWriteFailsWithItsOwnWords() throws IOException {
        TrialFacts facts = run("CMD echo started && touch /var/state && sleep 100\n", List.of(), List.of());

        assertThat(facts.state()).isEqualTo(State.FAILED);
        assertThat(facts.words()).contains("exit code 1", "started", " | ", "Read-only file system");
    }

    @Test
    void whatItNeedsCanBeGiven() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "ahoy");

        TrialFacts facts = run(
                "USER 1\nCMD test \"$WORD\" = \"$(cat /run/secret)\" && sleep 100\n",
                List.of("WORD=ahoy"),
                List.of(secret + ":/run/secret:ro"));

        assertThat(facts.state()).as(facts.words()).isEqualTo(State.RUNNING);
    }

    @Test
    void whatAKilledTrialLeftGoesWithTheNextAndWhatOneAtWorkHasStays() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        TrialOwner killed = new TrialOwner(TrialOwner.self().machine(), ended.pid(), 1);
        ended.waitFor();
        String left = labelled(killed.label());
        String other = labelled(TrialOwner.self().label());
        String elsewhere = labelled(new TrialOwner("another machine", 1, 1).label());

        run("CMD [\"true\"]\n", List.of(), List.of());

        assertThat(docker.docker("ps", "--all", "--quiet", "--no-trunc"))
                .contains(other, elsewhere)
                .doesNotContain(left);
        docker.docker("rm", "--force", other, elsewhere);
    }

    private static String labelled(String label) {
        return docker.docker("run", "--detach", "--label", "dev.plimsoll.trial=" + label, "alpine:3.10", "sleep", "100")
                .strip();
    }

    @Test
    void aHealthCheckThatFailsIsAFailure() throws IOException {
        TrialFacts facts = run(
                "HEALTHCHECK --interval=1s --retries=1 CMD false\nCMD [\"sleep\", \"100\"]\n", List.of(), List.of());

        assertThat(facts.state()).isEqualTo(State.FAILED);
        assertThat(facts.words()).startsWith("its health check says 'unhealthy'");
    }

    @Test
    void whatCannotBeStartedOrEndsIsTold() throws IOException {
        assertThat(run("CMD [\"/no/such/program\"]\n", List.of(), List.of()).words())
                .contains("it can't be started: ", "/no/such/program");
        assertThat(run("CMD [\"true\"]\n", List.of(), List.of()).state()).isEqualTo(State.DONE);
    }

    @Test
    void anImageThatTheEngineDoesNotHaveIsAnError() {
        Engine engine = Engine.connect(Map.of("DOCKER_HOST", docker.host()), Limits.DEFAULT);

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() ->
                        new Trial(engine, Clock.systemUTC()).run(TrialRequest.of("no/such:1", List.of(), List.of())))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND));
    }
}
