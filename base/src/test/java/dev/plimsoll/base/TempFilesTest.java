package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TempFilesTest {
    @TempDir
    Path parent;

    @Test
    void everythingIsGoneAfterClosing() throws IOException {
        try (TempFiles files = TempFiles.under(parent)) {
            Files.writeString(files.newFile("rpmdb"), "content");
            Path directory = files.newDirectory("store");
            Files.writeString(Files.createDirectories(directory.resolve("a/b")).resolve("c"), "deep");
            assertThat(left()).isNotEmpty();
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void deletingDoesNotFollowLinks() throws IOException {
        Path outside = Files.createDirectories(parent.resolveSibling("outside-" + parent.getFileName()));
        Path kept = Files.writeString(outside.resolve("kept"), "kept");
        try (TempFiles files = TempFiles.under(parent)) {
            Files.createSymbolicLink(files.newDirectory("layer").resolve("link"), outside);
        }
        assertThat(left()).isEmpty();
        assertThat(kept).exists();
        Files.delete(kept);
        Files.delete(outside);
    }

    @Test
    void nothingIsMadeWhereNothingIsAsked() throws IOException {
        TempFiles.under(parent.resolve("sub")).close();
        assertThat(left()).isEmpty();
    }

    @Test
    void onlyTheUserCanLook() throws IOException {
        try (TempFiles files = TempFiles.under(parent)) {
            Path directory = files.newFile("secret").getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/b", "..", "", "name\u0000nul", "new\nline"})
    void noPurposeLeadsOutOfTheDirectory(String purpose) throws IOException {
        try (TempFiles files = TempFiles.under(parent)) {
            Path run = files.newFile("first").getParent();
            assertThat(files.newFile(purpose).normalize()).hasParent(run);
            assertThat(files.newDirectory(purpose).normalize()).hasParent(run);
        }
    }

    @Test
    void equalPurposesGiveDifferentFiles() throws IOException {
        try (TempFiles files = TempFiles.under(parent)) {
            assertThat(files.newFile("a")).isNotEqualTo(files.newFile("a"));
        }
    }

    @Test
    void afterClosingNothingNewIsMade() throws IOException {
        TempFiles files = TempFiles.under(parent);
        files.newFile("a");
        files.close();
        files.close();
        assertThatThrownBy(() -> files.newFile("b")).isInstanceOf(IllegalStateException.class);
        assertThat(left()).isEmpty();
    }

    /** A run that ends without closing: started in a JVM of its own. */
    public static final class EndsAbruptly {
        private EndsAbruptly() {}

        /** @param args the parent directory */
        @SuppressWarnings("MustBeClosedChecker")
        public static void main(String[] args) throws IOException {
            Path file = TempFiles.under(Path.of(args[0])).newFile("left");
            System.exit(Files.exists(file) ? 42 : 1);
        }
    }

    @Test
    void everythingIsGoneAfterAnExitInTheMiddle() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndsAbruptly.class.getName(),
                        parent.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(42);
        assertThat(left()).isEmpty();
    }

    /** A run that waits to be killed, in a JVM of its own. */
    public static final class Waits {
        private Waits() {}

        /** @param args the parent directory */
        @SuppressWarnings("MustBeClosedChecker")
        public static void main(String[] args) throws IOException, InterruptedException {
            Files.writeString(TempFiles.under(Path.of(args[0])).newFile("left"), "much");
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(2).toMillis());
        }
    }

    private Process waiting() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waits.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('r');
        return process;
    }

    @Test
    void whatAKilledRunLeftGoesWithTheNextAndWhatOneAtWorkHasStays() throws IOException, InterruptedException {
        Process killed = waiting();
        Process working = waiting();
        try (TempFiles own = TempFiles.under(parent)) {
            own.newFile("a");
            assertThat(left()).hasSize(3);
            killed.destroyForcibly().waitFor();
            try (TempFiles next = TempFiles.under(parent)) {
                next.newFile("b");
                assertThat(left()).hasSize(3);
                assertThat(own.newFile("c")).exists();
            }
        } finally {
            working.destroyForcibly().waitFor();
        }
        try (TempFiles next = TempFiles.under(parent)) {
            next.newFile("d");
            assertThat(left()).hasSize(1);
        }
    }

    @Test
    void directoriesOfUsersAreNotTakenForLeftovers() throws IOException {
        Path theirs = Files.createDirectories(parent.resolve("plimsoll-out"));
        Files.writeString(theirs.resolve("index.json"), "{}");
        try (TempFiles files = TempFiles.under(parent)) {
            files.newFile("a");
        }
        assertThat(theirs.resolve("index.json")).exists();
    }

    private Stream<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList().stream();
        }
    }
}
