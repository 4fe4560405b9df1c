package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll policy IMAGE}, and the image rules as each command that judges has them. */
class PolicyCommandTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private String image = "";
    private Path allowNothingFound = Path.of("");

    @BeforeEach
    void writeAnImageWithoutPackages() throws IOException {
        TinyTar layer = new TinyTar()
                .file("etc/passwd", "root:x:0:0::/:\nadmin:x:0:0::/:\n")
                .directory("srv/data")
                .symlink("data", "srv/data")
                .file("usr/bin/dash", 0755, new byte[] {1})
                .symlink("usr/bin/sh", "dash")
                .file("usr/bin/su", 04755, new byte[] {1});
        TinyImage tiny = new TinyImage()
                .layer(layer, "RUN |1 TOKEN=hunter2 /bin/sh -c make # buildkit")
                .label("org.opencontainers.image.base.name", "no-such-host.invalid/base:1")
                .run("User", "\"admin:admin\"")
                .run("Env", "[\"PATH=/bin\",\"DB_PASSWORD=hunter2\",7]")
                .run("Entrypoint", "\"/usr/bin/app\"")
                .run("Volumes", "{\"/data\":{}}");
        image = "archive://" + TinyImage.writeTar(tiny.dockerFiles(), directory.resolve("app.tar"));
        allowNothingFound = policy("");
    }

    /** For an image without packages, so that the image rules alone decide. */
    private Path policy(String more) throws IOException {
        return Files.writeString(
                Files.createTempFile(directory, "policy", ".yaml"), "allow-unjudged: {nothing-found: true}\n" + more);
    }

    @Test
    void showsEachRuleWithItsResultAndRemedy() {
        CliRun run = run("policy", "--offline", "--policy", allowNothingFound.toString(), image);

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .containsPattern("warn +image/secrets +2 likely secrets in the environment, labels or history")
                .contains("DB_PASSWORD in the environment", "TOKEN in history line 1")
                .containsPattern("inform +image/shell +2 shells")
                .contains("usr/bin/sh -> usr/bin/dash")
                .containsPattern("inform +image/setuid +1 setuid or setgid program")
                .containsPattern("inform +image/base-not-pinned +its base no-such-host.invalid/base:1 is not pinned")
                .containsPattern("pass +image/package-manager +there is no package manager")
                .containsPattern("pass +threshold/critical +none known that is critical \\(at most 0 allowed\\)")
                .contains("-> remove what is not needed: RUN chmod a-s")
                .endsWith("\nVerdict: WARN\n")
                .doesNotContain("hunter2");
    }

    @Test
    void aGroupThatTheImageDoesNotKnowLeavesItsUserUnjudged() throws IOException {
        Path strict = policy("image-rules: {runs-as-root: fail}\n");

        CliRun run = run("policy", "--offline", "--policy", strict.toString(), image);

        assertThat(run.code()).isEqualTo(ExitCode.UNJUDGED);
        assertThat(run.out())
                .containsPattern("unjudged +image/runs-as-root +not judged: ")
                .contains("admin:admin");
    }

    @Test
    void theGateAndTheReportApplyTheSameRules() throws IOException {
        Path strict = policy("image-rules: {setuid: fail}\n");
        Path artifacts = directory.resolve("artifacts");

        CliRun shown = run("policy", "--offline", "--policy", strict.toString(), image);
        CliRun gate = run("gate", "--offline", "--policy", strict.toString(), "-d", artifacts.toString(), image);
        CliRun report =
                run("report", "--offline", "-d", directory.resolve("reports").toString(), image);

        assertThat(shown.code()).isEqualTo(ExitCode.CONDITION_MET);
        assertThat(gate.code()).as(gate.out() + gate.err()).isEqualTo(ExitCode.CONDITION_MET);
        assertThat(gate.out()).contains("usr/bin/su (becomes user 0)");
        assertThat(report.code()).as(report.out() + report.err()).isEqualTo(ExitCode.DONE);
        for (String folder : new String[] {"artifacts", "reports"}) {
            assertThat(directory.resolve(folder).resolve("security-scan-results.json"))
                    .content()
                    .contains("image/setuid", "image/secrets", "DB_PASSWORD", "RUN |1 TOKEN=*** /bin/sh -c make")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aWaiverExcusesAnImageRule() throws IOException {
        Path waived = policy("""
                image-rules: {setuid: fail}
                waivers:
                  - {id: image/setuid, reason: needed, owner: ops, until: 2027-06-01}
                """);

        CliRun run = run("policy", "--offline", "--policy", waived.toString(), image);

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("accepted by ops until 2027-06-01: needed");
    }

    @Test
    void withoutAnImageItIsAWrongCommandLine() {
        CliRun run = run("policy");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("an image is missing", "policy check FILE");
    }

    @Test
    void checkIsACommandOfItsOwn() {
        CliRun run = run("policy", "check", allowNothingFound.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("is a policy without faults");
    }

    private CliRun run(String... arguments) {
        return CliRun.of(Map.of("HOME", directory.toString()), NOW, arguments);
    }
}
