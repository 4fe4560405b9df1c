package dev.plimsoll.image.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.TempFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path directory;

    private static Spool.Place keep(Spool spool, String text) throws Exception {
        spool.begin();
        // In two pieces, as content passes by.
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        spool.write(bytes, 0, 1);
        spool.write(bytes, 1, bytes.length - 1);
        return spool.keep();
    }

    private static String read(Spool.Place place, int length) throws Exception {
        ByteBuffer target = ByteBuffer.allocate(length);
        while (target.hasRemaining()) {
            assertThat(place.backing().read(target, place.offset() + target.position()))
                    .isPositive();
        }
        return new String(target.array(), StandardCharsets.UTF_8);
    }

    private long files() throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            // Names that begin with a point are those of the run's own lock.
            return files.filter(Files::isRegularFile)
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    @Test
    void memory_first_then_a_file_and_dropped_content_leaves_no_trace() throws Exception {
        try (TempFiles tempFiles = TempFiles.under(directory);
                Spool spool = new Spool(new MemoryBudget(10), tempFiles)) {
            Spool.Place inMemory = keep(spool, "12345678");
            assertThat(files()).isZero();
            Spool.Place first = keep(spool, "first in the file");
            assertThat(files()).isEqualTo(1);
            spool.begin();
            spool.write(new byte[20 << 20], 0, 20 << 20);
            spool.drop();
            Spool.Place second = keep(spool, "second in the file");
            Spool.Place small = keep(spool, "ab");
            spool.finish();
            assertThat(read(inMemory, 8)).isEqualTo("12345678");
            assertThat(read(first, 17)).isEqualTo("first in the file");
            assertThat(second.offset()).isEqualTo(17);
            assertThat(read(second, 18)).isEqualTo("second in the file");
            assertThat(read(small, 2)).isEqualTo("ab");
            assertThat(files()).isEqualTo(1);
        }
    }

    @Test
    void an_interrupted_reader_costs_the_others_nothing() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "content");
        try (FileBacking backing = new FileBacking(file)) {
            Thread reader = new Thread(() -> {
                Thread.currentThread().interrupt();
                try {
                    backing.read(ByteBuffer.allocate(4), 0);
                } catch (java.io.IOException e) {
                    return;
                }
            });
            reader.start();
            reader.join();
            ByteBuffer target = ByteBuffer.allocate(7);
            assertThat(backing.read(target, 0)).isEqualTo(7);
        }
    }
}
