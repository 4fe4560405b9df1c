package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code plimsoll build} in a process of its own, as users start it; with a home of its own, in which its cache lies. */
final class BuildProcess {
    private final Path home;
    private final Path java;
    private final String umask;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> options = new ArrayList<>();
    private Path temporary;

    private BuildProcess(Path home, Path java, String umask) {
        this.home = home;
        this.temporary = home.resolve("tmp");
        this.java = java;
        this.umask = umask;
    }

    /** Run by the Java of the tests. */
    static BuildProcess in(Path home) {
        return in(home, ownJava(), "022");
    }

    static BuildProcess in(Path home, Path java, String umask) {
        return new BuildProcess(home, java, umask);
    }

    static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    BuildProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** With options of Java. */
    BuildProcess withJava(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    BuildProcess withTemporary(Path directory) {
        temporary = directory;
        return this;
    }

    /** Its temporary directory. */
    Path temporary() {
        return temporary;
    }

    Process start(List<String> arguments) throws IOException {
        Files.createDirectories(temporary);
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
        command.add(java.toString());
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.plimsoll.cli.Main", "build"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(each -> each.startsWith("XDG_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("said.txt").toFile())
                .start();
    }

    /** What it said, having ended well. */
    String run(List<String> arguments) throws IOException, InterruptedException {
        int code = start(arguments).waitFor();
        assertThat(code).as(said()).isZero();
        return said();
    }

    String said() throws IOException {
        return Files.readString(home.resolve("said.txt"));
    }
}
