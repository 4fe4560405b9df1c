package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    private Stream<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList().stream();
        }
    }
}
