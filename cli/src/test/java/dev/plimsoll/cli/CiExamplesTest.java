package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.format.DocumentFormats;
import dev.plimsoll.report.format.markdown.PullRequestFormat;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of the pipelines without their services. */
class CiExamplesTest {
    private static final Pattern PINNED =
            Pattern.compile(" *uses: [a-z-]+/[a-z/-]+@[0-9a-f]{40} # v[0-9]+(\\.[0-9]+){2}");

    @Test
    void everyActionIsPinnedByCommitWithItsVersionBeside() throws IOException {
        List<String> uses = Files.readAllLines(CiExamples.WORKFLOW).stream()
                .filter(line -> line.contains("uses:"))
                .toList();

        assertThat(uses).hasSize(4).allMatch(line -> PINNED.matcher(line).matches());
    }

    @Test
    void theWorkflowMayDoNoMoreThanItDoes() throws IOException {
        assertThat(CiExamples.yaml(CiExamples.WORKFLOW)).containsEntry("permissions", Map.of("contents", "read"));
        assertThat(CiExamples.job())
                .containsEntry(
                        "permissions",
                        Map.of("contents", "read", "pull-requests", "write", "security-events", "write"));
        assertThat(CiExamples.map(CiExamples.yaml(CiExamples.WORKFLOW).get("on")))
                .containsOnlyKeys("push", "pull_request");
    }

    @Test
    void whatTheGateFoundIsKeptThoughItFails() throws IOException {
        List<Map<String, Object>> steps = CiExamples.workflowSteps();
        List<Map<String, Object>> after = steps.subList(
                steps.indexOf(steps.stream()
                                .filter(step -> "Gate".equals(step.get("name")))
                                .findFirst()
                                .orElseThrow())
                        + 1,
                steps.size());

        assertThat(after)
                .hasSize(3)
                .allMatch(step -> String.valueOf(step.get("if")).startsWith("always()"));
    }

    @Test
    void theCommentIsFoundByItsMark() throws IOException {
        assertThat(Files.readString(CiExamples.WORKFLOW))
                .contains("startswith(\"" + PullRequestFormat.MARK + "\")")
                .contains("PATCH");
    }

    @Test
    void gitlabGetsItsReportWhereItLooksForIt() throws IOException {
        Map<String, Object> job =
                CiExamples.map(CiExamples.yaml(CiExamples.GITLAB).get("container-security"));
        Map<String, Object> artifacts = CiExamples.map(job.get("artifacts"));

        assertThat(artifacts).containsEntry("when", "always");
        assertThat(CiExamples.map(artifacts.get("reports")))
                .containsEntry("container_scanning", "security-artifacts/" + fileName("gitlab"))
                .containsEntry("junit", "security-artifacts/" + fileName("junit"))
                .doesNotContainKey("sast");
        assertThat(Files.readString(CiExamples.JENKINS)).contains("security-artifacts/" + fileName("junit"));
    }

    private static String fileName(String format) {
        return DocumentFormats.byId(format).map(DocumentFormat::fileName).orElseThrow();
    }

    /** By the schemas that come with {@code pip install check-jsonschema}. */
    @Test
    @Tag("proof")
    @RequiresCommand("check-jsonschema")
    void theSchemasOfTheServicesHold() {
        Command.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", CiExamples.WORKFLOW.toString());
        Command.run("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", CiExamples.GITLAB.toString());
    }

    @Test
    @Tag("proof")
    @RequiresCommand("systemd-analyze")
    void systemdTakesTheUnitAndCallsItSafe(@TempDir Path directory) throws IOException {
        Path service = directory.resolve("plimsoll-gate.service");
        Files.writeString(
                service, Files.readString(CiExamples.SERVICE).replace("/opt/plimsoll/bin/plimsoll", "/bin/true"));
        Path timer = Files.copy(CiExamples.TIMER, directory.resolve("plimsoll-gate.timer"));

        String said = Command.run("systemd-analyze", "--man=no", "verify", service.toString(), timer.toString());
        // 10 is a service that may do everything; what systemd calls OK ends at 5.
        Command.run("systemd-analyze", "security", "--offline=true", "--threshold=20", service.toString());

        assertThat(said).isEmpty();
    }

    @Test
    @RequiresCommand("dash")
    void everyScriptIsPosixShell(@TempDir Path directory) throws IOException {
        List<CiExamples.Step> steps = new ArrayList<>(CiExamples.github());
        steps.add(CiExamples.gitlab());
        steps.addAll(CiExamples.jenkins());
        steps.add(CiExamples.cron());
        steps.addAll(CiExamples.systemd());

        assertThat(steps).hasSize(11);
        for (CiExamples.Step step : steps) {
            Path script = Files.writeString(directory.resolve("step.sh"), step.script());
            Command.run("dash", "-n", script.toString());
        }
    }
}
