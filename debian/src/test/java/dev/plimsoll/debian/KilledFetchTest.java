package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed while it fetches leaves nothing that a later run would believe. */
class KilledFetchTest {
    private static final String ADDRESS = "/debian/pool/a.deb";

    @TempDir
    Path directory;

    private List<Path> files() throws IOException {
        Path pool = directory.resolve("cache/debian/pool");
        if (!Files.isDirectory(pool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(pool)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void awaitHalf(Process process) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            for (Path file : files()) {
                if (Files.size(file) > 0) {
                    return;
                }
            }
            assertThat(process.isAlive())
                    .as(Files.readString(directory.resolve("said")))
                    .isTrue();
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    @Test
    void leavesNothingUnderThePackagesNameAndTheNextRunWorks() throws Exception {
        byte[] content = new byte[2 << 20];
        new Random(1).nextBytes(content);
        try (LoopbackServer server = LoopbackServer.start()) {
            server.put(ADDRESS, content).fail(ADDRESS, Failure.stallAfter(1 << 20, Duration.ofSeconds(30)));
            Process killed = FetchProcess.start(directory, server.uri(ADDRESS), content);
            awaitHalf(killed);
            killed.destroyForcibly().waitFor();
            assertThat(files()).isNotEmpty().noneMatch(each -> each.toString().endsWith(".deb"));

            Process next = FetchProcess.start(directory, server.uri(ADDRESS), content);
            assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(next.exitValue())
                    .as(Files.readString(directory.resolve("said")))
                    .isZero();
            assertThat(files())
                    .as("what was left is gone")
                    .singleElement()
                    .satisfies(each -> assertThat(each).hasBinaryContent(content));
        }
    }
}
