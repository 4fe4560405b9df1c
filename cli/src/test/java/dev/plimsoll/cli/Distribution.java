package dev.plimsoll.cli;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What {@code make dist} has made, unpacked, a checkout that builds nothing, and programs run beside it in an environment that holds nothing but what is given. */
final class Distribution {
    static final Path MADE = SharedFiles.checkout().resolve("target/dist");

    private static final long LONGEST_SECONDS = 300;

    private Distribution() {}

    /** How a program ended, and all that it said. */
    record Run(int code, String said) {}

    /** The tar.gz, with its own Java or without; the test is skipped, or fails where real parts are required, if nobody made it. */
    static Path archive(boolean withRuntime) throws IOException {
        if (Files.isDirectory(MADE)) {
            try (Stream<Path> files = Files.list(MADE)) {
                List<Path> found = files.filter(file -> file.toString().endsWith(".tar.gz"))
                        .filter(file -> file.getFileName().toString().contains("-linux-") == withRuntime)
                        .toList();
                if (found.size() == 1) {
                    return found.get(0);
                }
            }
        }
        String absent = "no distribution in " + MADE + "; 'make dist' makes it";
        if ("true".equals(System.getenv("PLIMSOLL_REQUIRE_REAL_PARTS"))) {
            Assertions.fail(absent);
        }
        Assumptions.abort(absent);
        throw new IllegalStateException(absent);
    }

    /** The folder in which {@code bin} and {@code lib} are. */
    static Path unpacked(boolean withRuntime, Path into) throws IOException {
        Command.run("tar", "-xzf", archive(withRuntime).toString(), "-C", into.toString(), "--strip-components=1");
        return into;
    }

    /** What make targets and scripts use of a checkout, with a program that is the tests' own classes: nothing is built. */
    static void checkout(Path directory) throws IOException {
        Path checkout = SharedFiles.checkout();
        Files.copy(checkout.resolve("Makefile"), directory.resolve("Makefile"));
        Path script = Files.createDirectories(directory.resolve("scripts")).resolve("ci-security-scan.sh");
        Files.copy(checkout.resolve("scripts/ci-security-scan.sh"), script);
        Path program = Files.writeString(
                directory.resolve("plimsoll"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path")
                        + "' dev.plimsoll.cli.Main \"$@\"\n");
        for (Path each : List.of(script, program)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Runs a program in a directory, with no variable but these. */
    static Run run(Path directory, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, "run", ".out");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Files.delete(said);
        if (!ended) {
            throw new IllegalStateException(command + " did not end: " + text);
        }
        return new Run(process.exitValue(), text);
    }
}
