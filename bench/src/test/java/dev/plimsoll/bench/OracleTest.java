package dev.plimsoll.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests of the scripts, which are in Python: a proof by the oracle is worth as much as the oracle. */
class OracleTest {
    @TestFactory
    @RequiresCommand({"python3", "pip", "dpkg", "rpm", "node", "npm", "java"})
    Stream<DynamicTest> keepsItsOwnTests() throws IOException {
        List<Path> scripts;
        try (Stream<Path> files = Files.list(SharedFiles.checkout().resolve("bench"))) {
            scripts = files.filter(file -> file.toString().endsWith("_test.py"))
                    .sorted()
                    .toList();
        }
        assertThat(scripts).as("tests in Python").isNotEmpty();
        return scripts.stream()
                .map(script -> DynamicTest.dynamicTest(script.getFileName().toString(), () -> run(script)));
    }

    private static void run(Path script) {
        // Without -B its cache would lie among the sources.
        assertThat(Command.run("python3", "-B", script.toString())).containsPattern("Ran [1-9]\\d* tests?");
    }
}
