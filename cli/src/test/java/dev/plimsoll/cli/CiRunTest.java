package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.CiExamples.Step;
import dev.plimsoll.cli.Distribution.Run;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every step of the pipelines, run in a clean shell in a repository that {@code plimsoll init} has filled, with the built distribution. The
 * image has npm packages and nobody judges them: the gate must end with 3, and the reports be there all the same. No feed is reached.
 */
@Tag("proof")
@RequiresCommand({"bash", "curl", "jq"})
class CiRunTest {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    /** Stands in for GitHub: keeps one comment, and answers as gh does, by jq. */
    private static final String GH = """
            #!/bin/sh
            echo "$*" >>"$GH_LOG"
            for last; do :; done
            case $* in
            *--paginate*) jq -r "$last" "$GH_COMMENTS" ;;
            *) cp "${last#body=@}" "$GH_LOG.body" ;;
            esac
            """;

    @TempDir
    private Path directory;

    private Path repository = Path.of("");
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void fillARepository() throws Exception {
        Path home = Distribution.unpacked(true, Files.createDirectories(directory.resolve("opt")));
        repository = Files.createDirectories(directory.resolve("repository"));
        environment.put("PATH", PATH);
        environment.put(
                "HOME", Files.createDirectories(directory.resolve("home")).toString());
        Run init = Distribution.run(
                directory, environment, List.of(home + "/bin/plimsoll", "init", repository.toString()));
        assertThat(init.code()).as(init.said()).isZero();
        TinyImage image = new TinyImage()
                .layer(new TinyTar()
                        .file("app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.15\"}"));
        TinyImage.writeTar(image.dockerFiles(), repository.resolve("app.tar"));
        Path archive = Distribution.archive(true);
        environment.put("PLIMSOLL_URL", "file://" + archive);
        environment.put(
                "PLIMSOLL_SHA256", Command.run("sha256sum", archive.toString()).substring(0, 64));
        environment.put("IMAGES_TO_SCAN", "archive://app.tar");
        environment.put("https_proxy", "http://127.0.0.1:9");
    }

    @Test
    void github() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path gh = Files.writeString(bin.resolve("gh"), GH);
        Files.setPosixFilePermissions(gh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path paths = Files.createFile(directory.resolve("github-path"));
        Path comments = Files.writeString(directory.resolve("comments.json"), """
                [{"id": 1, "user": {"type": "User"}, "body": "<!-- plimsoll-report --> a person's"}]""");
        environment.put(
                "RUNNER_TEMP",
                Files.createDirectories(directory.resolve("temp")).toString());
        environment.put("GITHUB_PATH", paths.toString());
        environment.put("GITHUB_REPOSITORY", "team/app");
        environment.put("PULL_REQUEST", "7");
        environment.put("GH_TOKEN", "token");
        environment.put("GH_LOG", directory.resolve("gh.log").toString());
        environment.put("GH_COMMENTS", comments.toString());

        int verdict = 0;
        for (Step step : CiExamples.github()) {
            String added = Files.readString(paths).lines().reduce("", (all, line) -> line + ":" + all);
            environment.put("PATH", bin + ":" + added + PATH);
            Run run = shell("bash", step.script());
            assertThat(run.code())
                    .as(step.name() + ": " + run.said())
                    .isEqualTo(step.name().equals("Gate") ? 3 : 0);
            verdict = Math.max(verdict, run.code());
        }
        assertThat(verdict).isEqualTo(ExitCode.UNJUDGED);
        assertReports("security-comment.md", "security-results.sarif");
        assertThat(Path.of(environment.get("GH_LOG")))
                .content()
                .contains("--method POST repos/team/app/issues/7/comments");
        assertThat(Path.of(environment.get("GH_LOG") + ".body")).content().startsWith("<!-- plimsoll-report -->");

        Files.writeString(comments, """
                [{"id": 1, "user": {"type": "User"}, "body": "x"}, {"id": 42, "user": {"type": "Bot"}, "body": "<!-- plimsoll-report -->\\nold"}]""");
        List<Step> steps = CiExamples.github();
        Run second = shell("bash", steps.get(steps.size() - 1).script());

        assertThat(second.code()).as(second.said()).isZero();
        assertThat(Path.of(environment.get("GH_LOG")))
                .content()
                .contains("--method PATCH repos/team/app/issues/comments/42")
                .containsOnlyOnce("POST");
    }

    @Test
    void gitlab() throws Exception {
        environment.put("CI_PROJECT_DIR", repository.toString());
        environment.put("CI_REGISTRY", "registry.example");
        environment.put("CI_REGISTRY_USER", "job");
        environment.put("CI_REGISTRY_PASSWORD", "a'secret");
        environment.put("DOCKER_CONFIG", repository.resolve(".plimsoll-docker").toString());
        environment.put("XDG_DATA_HOME", repository.resolve(".plimsoll-data").toString());

        Run run = shell("sh", CiExamples.gitlab().script());

        assertThat(run.code()).as(run.said()).isEqualTo(ExitCode.UNJUDGED);
        assertReports("gl-container-scanning-report.json", "security-rules.junit.xml");
        assertThat(repository.resolve(".plimsoll-docker/config.json")).content().contains("\"registry.example\"");
    }

    @Test
    void jenkins() throws Exception {
        environment.put("WORKSPACE", repository.toString());

        List<Step> steps = CiExamples.jenkins();
        Run install = shell("sh", steps.get(0).script());
        Run update = shell("sh", steps.get(1).script());
        Run gate = shell("sh", steps.get(2).script());

        assertThat(install.code()).as(install.said()).isZero();
        assertThat(update.code()).as(update.said()).isZero();
        assertThat(gate.code()).as(gate.said()).isEqualTo(ExitCode.UNJUDGED);
        assertReports("security-rules.junit.xml", "security-report.html");
    }

    @Test
    void cron() throws Exception {
        String line = here(CiExamples.cron().script()).replace("/srv/my-app", repository.toString());

        Run run = Distribution.run(repository, environment, List.of("/bin/sh", "-c", line));

        assertThat(run.code()).as(run.said()).isEqualTo(ExitCode.UNJUDGED);
        assertReports("security-summary.md");
    }

    @Test
    void systemd() throws Exception {
        Path state = Files.createDirectories(directory.resolve("state"));
        int code = 0;
        for (Step step : CiExamples.systemd()) {
            String command = here(step.script())
                    .replace(
                            "/etc/plimsoll/plimsoll.yaml",
                            repository.resolve("plimsoll.yaml").toString())
                    .replace("/var/lib/plimsoll", state.toString());
            code = shell("sh", command).code();
        }

        assertThat(code).isEqualTo(ExitCode.UNJUDGED);
        assertThat(state.resolve("security-artifacts/security-summary.md")).isNotEmptyFile();
    }

    @Test
    void nothingIsInstalledThatIsNotWhatTheChecksumSays() throws Exception {
        environment.put("PLIMSOLL_SHA256", "1".repeat(64));

        Run run = shell("sh", "./ci/install-plimsoll.sh plimsoll");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.said()).contains("nothing was installed");
        assertThat(repository.resolve("plimsoll")).doesNotExist();
    }

    private String here(String command) {
        return command.replace("/opt/plimsoll", directory.resolve("opt").toString());
    }

    private Run shell(String shell, String script) throws IOException, InterruptedException {
        return Distribution.run(repository, environment, List.of("/bin/" + shell, "-e", "-c", script));
    }

    private void assertReports(String... more) {
        Path reports = repository.resolve("security-artifacts");
        assertThat(reports.resolve("security-scan-results.json")).isNotEmptyFile();
        for (String each : more) {
            assertThat(reports.resolve(each)).isNotEmptyFile();
        }
    }
}
