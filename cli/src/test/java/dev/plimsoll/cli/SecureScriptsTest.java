package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that build, beside a program that says how it was called. */
class SecureScriptsTest {
    @TempDir
    private Path directory;

    private Path top = Path.of("");

    @BeforeEach
    void checkout() throws IOException {
        top = Files.createDirectories(directory.resolve("check out"));
        Files.createDirectories(top.resolve("scripts/security"));
        for (String script : List.of("build-secure-containers.sh", "security/secure_container_build.sh")) {
            Files.copy(
                    SharedFiles.checkout().resolve("scripts").resolve(script),
                    top.resolve("scripts").resolve(script));
            assertThat(top.resolve("scripts").resolve(script).toFile().setExecutable(true))
                    .isTrue();
        }
        program("exit 0");
    }

    private void program(String end) throws IOException {
        Path program = Files.writeString(
                top.resolve("plimsoll"), "#!/bin/sh\nprintf '%s|' \"$@\"; echo; verb=$1\n" + end + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private record Run(int code, List<String> lines) {}

    private Run run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(top.resolve("scripts/" + script).toString()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readAllLines(output, StandardCharsets.UTF_8));
    }

    @Test
    void theProjectsImagesAreBuiltByTheirSpecs() throws Exception {
        assertThat(run("build-secure-containers.sh").lines()).containsExactly("build|--all|");
        assertThat(run("build-secure-containers.sh", "postgresql").lines())
                .containsExactly("build|containers/postgresql.yaml|");
        assertThat(run("build-secure-containers.sh", "redis", "server", "--no-lock")
                        .lines())
                .containsExactly("build|containers/redis.yaml|containers/server.yaml|--no-lock|");
        assertThat(run("build-secure-containers.sh", "mysql").code()).isEqualTo(1);
    }

    @Test
    void aDockerfileIsBuiltScannedAndVerifiedInOne() throws Exception {
        Files.createDirectories(directory.resolve("My App"));

        Run run = run("security/secure_container_build.sh", "--run", "--no-cache", "My App");

        assertThat(run.code()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "build|--engine|docker|-f|My App/Dockerfile|-t|my-app:secure|--no-cache|My App|",
                        "gate|local://my-app:secure|",
                        "",
                        "verify|--run|local://my-app:secure|");
    }

    @Test
    void nameAndDockerfileCanBeChosen() throws Exception {
        Run run = run("security/secure_container_build.sh", "-f", "Other", "-t", "team/app:2");

        assertThat(run.lines())
                .contains("build|--engine|docker|-f|Other|-t|team/app:2|.|", "verify|local://team/app:2|");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 4",
        "1, 0, 0, 1, 1",
        "0, 0, 2, 2, 4",
        "0, 3, 0, 3, 4",
        "0, 3, 2, 2, 4",
        "0, 1, 2, 1, 4",
        "0, 2, 3, 2, 4",
        "0, 0, 137, 1, 4"
    })
    void theFirstOf1And2And3IsTheExitCode(int build, int gate, int verify, int expected, int lines) throws Exception {
        program("case $verb in build) exit %d;; gate) exit %d;; verify) exit %d;; esac".formatted(build, gate, verify));

        Run run = run("security/secure_container_build.sh", ".");

        assertThat(run.code()).isEqualTo(expected);
        assertThat(run.lines()).hasSize(lines);
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        for (List<String> wrong : List.of(List.of("-x"), List.of("-f"), List.of("a", "b"), List.of("absent"))) {
            Run run = run("security/secure_container_build.sh", wrong.toArray(String[]::new));
            assertThat(run.code()).as(wrong.toString()).isEqualTo(1);
            assertThat(run.lines()).noneMatch(line -> line.startsWith("build|"));
        }
    }

    @Test
    @RequiresCommand("shellcheck")
    void shellcheckFindsNothing() throws Exception {
        List<String> scripts = new ArrayList<>();
        for (String folder : List.of("scripts", "containers")) {
            try (Stream<Path> files = Files.walk(SharedFiles.checkout().resolve(folder))) {
                files.map(Path::toString).filter(name -> name.endsWith(".sh")).forEach(scripts::add);
            }
        }
        assertThat(scripts).hasSizeGreaterThanOrEqualTo(6);

        assertThat(Command.run(
                        Stream.concat(Stream.of("shellcheck"), scripts.stream()).toList()))
                .isEmpty();
    }
}
