package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/ci-security-scan.sh}, beside a program that says how it was called. */
class CiScriptTest {
    @TempDir
    private Path directory;

    private Path script = Path.of("");

    @BeforeEach
    void installBesideAProgram() throws IOException {
        Path top = Files.createDirectories(directory.resolve("check out"));
        script = Files.createDirectories(top.resolve("scripts")).resolve("ci-security-scan.sh");
        Files.copy(SharedFiles.checkout().resolve("scripts/ci-security-scan.sh"), script);
        Path program = Files.writeString(
                top.resolve("plimsoll"),
                "#!/bin/sh\nprintf '%s|' \"$@\"; printf 'home=%s path=%s max=%s' \"$HOME\" \"$PATH\" \"$MAX_HIGH_CVES\"; exit 3\n");
        assertThat(program.toFile().setExecutable(true) && script.toFile().setExecutable(true))
                .isTrue();
    }

    @Test
    void itStartsTheGateFromAnyDirectoryInAnEmptyEnvironment() throws Exception {
        Run run = run(Map.of(), "--format", "a b");

        assertThat(run.out).startsWith("gate|--format|a b|home=/").containsPattern("path=\\S*/usr/bin:");
        assertThat(run.code).isEqualTo(ExitCode.UNJUDGED);
    }

    @Test
    void whatIsSetReachesTheProgram() throws Exception {
        Run run = run(Map.of("MAX_HIGH_CVES", "5", "HOME", "/nowhere", "PATH", "/usr/bin:/bin"));

        assertThat(run.out).isEqualTo("gate|home=/nowhere path=/usr/bin:/bin max=5");
    }

    @Test
    void aLinkToItWorks() throws Exception {
        script = Files.createSymbolicLink(directory.resolve("scan"), script);

        assertThat(run(Map.of()).out).startsWith("gate|");
    }

    @Test
    void withoutAProgramItSaysSo() throws Exception {
        Files.delete(directory.resolve("check out/plimsoll"));

        Run run = run(Map.of());

        assertThat(run.code).isEqualTo(ExitCode.FAILED);
        assertThat(run.out).contains("plimsoll is neither in").contains("nor in PATH");
    }

    @Test
    @RequiresCommand("shellcheck")
    void shellcheckFindsNothing() throws Exception {
        assertThat(execute(
                                List.of(
                                        "shellcheck",
                                        SharedFiles.checkout()
                                                .resolve("scripts/ci-security-scan.sh")
                                                .toString()),
                                System.getenv())
                        .out)
                .isEmpty();
    }

    /** How a run ended, standard error among its output. */
    private record Run(int code, String out) {}

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        return execute(command, environment);
    }

    private Run execute(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(directory.resolve("out"), StandardCharsets.UTF_8));
    }
}
