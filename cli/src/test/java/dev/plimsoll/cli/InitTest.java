package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll init} in a user's repository. */
class InitTest {
    private static final Path EXAMPLES = SharedFiles.checkout().resolve("examples/ci");

    @TempDir
    private Path repository;

    @Test
    void writesEveryExampleAndNamesIt() throws IOException {
        CliRun run = init();

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(files(repository)).isEqualTo(files(EXAMPLES)).hasSize(InitFile.ALL.size());
        for (String file : files(EXAMPLES)) {
            assertThat(repository.resolve(file)).hasSameTextualContentAs(EXAMPLES.resolve(file));
            assertThat(run.out()).contains("wrote " + file + ": ");
        }
        assertThat(repository.resolve("ci/install-plimsoll.sh")).isExecutable();
        assertThat(run.out()).contains("PLIMSOLL_SHA256");
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.writeString(repository.resolve("Jenkinsfile"), "mine");
        Path nowhere = Files.createSymbolicLink(
                repository.resolve("plimsoll.yaml"),
                repository.resolve("elsewhere").resolve("not-there"));

        CliRun first = init();
        CliRun second = init();

        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains("left  Jenkinsfile, which is there already")
                .contains("left  plimsoll.yaml, which is there already")
                .contains("wrote plimsoll.mk");
        assertThat(repository.resolve("Jenkinsfile")).hasContent("mine");
        assertThat(nowhere).isSymbolicLink();
        assertThat(repository.resolve("elsewhere")).doesNotExist();
        assertThat(second.code()).isZero();
        assertThat(second.out()).doesNotContain("wrote ");
    }

    @Test
    void fillsInWhatIsInstalled() throws IOException {
        String sha256 = "0123456789abcdef".repeat(4);

        CliRun run = init("--url", "https://files.example/plimsoll.tar.gz", "--sha256", sha256);

        assertThat(run.out()).doesNotContain("Next:");
        for (String pipeline : List.of(".github/workflows/container-security.yml", ".gitlab-ci.yml", "Jenkinsfile")) {
            assertThat(repository.resolve(pipeline))
                    .content()
                    .contains("https://files.example/plimsoll.tar.gz", sha256)
                    .doesNotContain("example.org", "0".repeat(64));
        }
    }

    @Test
    void refusesWhatWouldBreakOutOfAPipeline() throws IOException {
        assertThat(init("--url", "https://x/' && evil '").code()).isEqualTo(ExitCode.FAILED);
        assertThat(init("--sha256", "latest").err()).contains("--sha256 must be 64 hexadecimal digits");
        assertThat(files(repository)).isEmpty();
    }

    @Test
    void itsPolicyIsOneThatTheGateTakes() throws IOException {
        init();
        Path policy = repository.resolve("plimsoll.yaml");
        CliRun asWritten = run("policy", "check", policy.toString());
        // What stands there as a comment must be right too, once somebody takes the mark away.
        String all = Files.readString(policy)
                .replaceAll("(?m)^# ?(?=[a-z-]+:( |$)|  )", "")
                .replaceAll("(?m)^  # low", "  low");
        Files.writeString(policy, all);
        CliRun uncommented = run("policy", "check", policy.toString());

        assertThat(asWritten.code()).as(asWritten.err()).isZero();
        assertThat(all).contains("\nwaivers:\n  - id:").contains("\n  low:");
        assertThat(uncommented.code()).as(uncommented.err() + all).isZero();
    }

    @Test
    void wantsADirectory() {
        CliRun run = run("init", repository.resolve("absent").toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("absent is no directory");
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(path -> Files.isRegularFile(path))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private CliRun init(String... more) {
        return run(Stream.concat(Stream.of("init", repository.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private static CliRun run(String... arguments) {
        return CliRun.of(Map.of(), Clock.systemUTC(), arguments);
    }
}
