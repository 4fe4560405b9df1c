package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernel's word on what a run does, not ours: every system call of the program is watched. That a socket is made says nothing: the
 * JVM's file channels load its network library, which makes one of each family, unconnected, to learn whether the kernel knows it.
 */
@RequiresCommand("strace")
class OfflineTest {
    @TempDir
    private Path directory;

    @Test
    void offlineNothingIsConnectedBoundOrSent() throws Exception {
        List<String> calls = trace("cves", "--offline", image());

        // libc asks the name service cache who the user is, on behalf of the JVM.
        assertThat(calls).isNotEmpty().allMatch(call -> call.contains("execve") || call.contains("/nscd/"));
    }

    @Test
    void onlineItDoesSoThatTheTestAboveMeansSomething() throws Exception {
        List<String> calls = trace("cves", "--debian-mirror", "http://127.0.0.1:9/", image());

        assertThat(calls).anyMatch(call -> call.contains("connect(") && call.contains("AF_INET"));
    }

    @Test
    void nothingTemporaryStays() throws Exception {
        trace("cves", "--offline", image());

        try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    private String image() {
        TinyImage tiny = new TinyImage()
                .layer(
                        new TinyTar()
                                .file("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
                                .file(
                                        "var/lib/dpkg/status",
                                        "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:1.2.13\n\n"));
        return "archive://" + TinyImage.writeTar(tiny.dockerFiles(), directory.resolve("app.tar"));
    }

    private List<String> trace(String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve("trace.txt");
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-qq",
                "-e",
                "signal=none",
                "-e",
                "trace=connect,bind,listen,sendto,sendmsg,sendmmsg,execve",
                "-o",
                log.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.plimsoll.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", directory.resolve("home").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("out.txt").toFile());
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(directory.resolve("out.txt"))).isZero();
        return Files.readAllLines(log).stream()
                .filter(call -> !call.contains("resumed>"))
                .toList();
    }
}
