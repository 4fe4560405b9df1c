package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {
    /** Another process: ends with 0 if it could take the file. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            if (HeldFile.take(Path.of(arguments[0])).isEmpty()) {
                throw new IllegalStateException("somebody has it");
            }
        }
    }

    @TempDir
    private Path directory;

    private static boolean isFreeForOthers(Path file) throws IOException, InterruptedException {
        return new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void nobodyElseHasItNotEvenAfterOthersOfThisProcessTried() throws IOException, InterruptedException {
        Path file = directory.resolve("lock");
        Path link = Files.createSymbolicLink(directory.resolve("same"), directory);

        try (HeldFile held = HeldFile.take(file).orElseThrow()) {
            assertThat(held.channel().isOpen()).isTrue();
            assertThat(HeldFile.take(file)).isEmpty();
            assertThat(HeldFile.take(link.resolve("lock"))).isEmpty();
            assertThat(isFreeForOthers(file)).isFalse();
        }

        assertThat(isFreeForOthers(file)).isTrue();
        HeldFile.take(file).orElseThrow().close();
    }

    @Test
    void whatCannotBeMadeIsFreeAfterwards() throws IOException {
        Path file = Files.createDirectory(directory.resolve("lock"));
        assertThatIOException().isThrownBy(() -> HeldFile.take(file));

        Files.delete(file);

        HeldFile.take(file).orElseThrow().close();
    }
}
