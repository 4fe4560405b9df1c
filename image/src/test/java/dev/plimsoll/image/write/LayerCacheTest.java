package dev.plimsoll.image.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A layer that was compressed once is not compressed again, and nothing wrong ever comes out of the cache. */
class LayerCacheTest {
    private static final int SIZE = 2_000_000;

    @TempDir
    private Path directory;

    private Path kept;
    private LayerCache cache;

    @BeforeEach
    void setUp() {
        kept = directory.resolve("cache/layers");
        cache = new LayerCache(kept, 100_000_000, Clock.systemUTC());
    }

    private static final class Blob {
        private final WrittenLayer layer;
        private final byte[] bytes;

        Blob(WrittenLayer layer, byte[] bytes) {
            this.layer = layer;
            this.bytes = bytes;
        }
    }

    private static LayerContent layer(int seed, int size) {
        byte[] content = new byte[size];
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            content[i] = (byte) random.nextInt(16);
        }
        return new LayerContent("a line", List.of(LayerFile.file("f", 0644, Instant.EPOCH, FileBody.of(content))));
    }

    private static Blob write(LayerContent layer, Optional<LayerCache> from, LayerCompression compression)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WrittenLayer written = new OwnLayer(layer, from).write(compression, out);
        return new Blob(written, out.toByteArray());
    }

    private Blob write(LayerContent layer) throws IOException {
        return write(layer, Optional.of(cache), LayerCompression.GZIP);
    }

    private static Blob alone(LayerContent layer) throws IOException {
        return write(layer, Optional.empty(), LayerCompression.GZIP);
    }

    private static void assertSame(Blob blob, Blob expected) {
        assertThat(blob.layer).isEqualTo(expected.layer);
        assertThat(blob.bytes).isEqualTo(expected.bytes);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(kept)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(LayerCompression.class)
    void whatIsWrittenIsTheSameWithAndWithoutIt(LayerCompression compression) throws IOException {
        Blob without = write(layer(1, SIZE), Optional.empty(), compression);

        assertSame(write(layer(1, SIZE), Optional.of(cache), compression), without);
        assertSame(write(layer(1, SIZE), Optional.of(cache), compression), without);
    }

    /** Other bytes that inflate to the same layer show where what is written came from. */
    @Test
    void aLayerThatIsKeptIsNotCompressedAgain() throws IOException {
        Blob first = write(layer(1, SIZE));
        byte[] other = compressedByJava(layer(1, SIZE));
        Files.write(files().get(0), other);

        Blob second = write(layer(1, SIZE));
        Optional<WrittenLayer> known = new OwnLayer(layer(1, SIZE), Optional.of(cache)).known(LayerCompression.GZIP);

        assertThat(second.bytes).isEqualTo(other).isNotEqualTo(first.bytes);
        assertThat(second.layer.diffId()).isEqualTo(first.layer.diffId());
        assertThat(second.layer.digest()).isEqualTo(Digest.sha256(other));
        assertThat(second.layer.size()).isEqualTo(other.length);
        assertThat(known).contains(second.layer);
    }

    private static byte[] compressedByJava(LayerContent layer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            new ByteArrayInputStream(write(layer, Optional.empty(), LayerCompression.NONE).bytes).transferTo(gzip);
        }
        return out.toByteArray();
    }

    @Test
    void whatIsDamagedIsNotTakenAndMadeAnew() throws IOException {
        Blob first = write(layer(1, SIZE));
        Path file = files().get(0);
        for (int length : List.of(0, 1, 100, first.bytes.length - 1, first.bytes.length)) {
            byte[] damaged = new byte[length];
            System.arraycopy(first.bytes, 0, damaged, 0, length);
            if (length == first.bytes.length) {
                damaged[length / 2] ^= 1;
            }
            Files.write(file, damaged);

            assertThat(new OwnLayer(layer(1, SIZE), Optional.of(cache)).known(LayerCompression.GZIP))
                    .isEmpty();
            assertSame(write(layer(1, SIZE)), first);
            assertThat(file).hasBinaryContent(first.bytes);
        }
    }

    @Test
    void anotherLayerUnderItsNameIsNotTaken() throws IOException {
        write(layer(1, SIZE));
        Path file = files().get(0);
        for (LayerContent other : List.of(layer(2, SIZE), layer(2, 10 * SIZE))) {
            Files.write(file, alone(other).bytes);

            assertSame(write(layer(1, SIZE)), alone(layer(1, SIZE)));
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenToCostsNothingElse() throws IOException {
        Files.createFile(directory.resolve("cache"));

        assertSame(write(layer(1, SIZE)), alone(layer(1, SIZE)));
        assertThat(directory.resolve("cache")).isEmptyFile();
    }

    @Test
    void smallLayersAreNotKept() throws IOException {
        write(layer(1, 1000));

        assertThat(kept).doesNotExist();
    }

    @Test
    void theLongestUnusedGoWhenThereAreTooMany() throws IOException {
        long each = alone(layer(1, SIZE)).bytes.length;
        cache = new LayerCache(kept, 2 * each + each / 2, Clock.systemUTC());
        List<Path> made = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++) {
            write(layer(seed, SIZE));
            files().stream().filter(file -> !made.contains(file)).forEach(made::add);
            Files.setLastModifiedTime(made.get(seed - 1), FileTime.from(Instant.EPOCH.plusSeconds(seed)));
        }
        write(layer(1, SIZE));
        write(layer(3, SIZE));

        assertThat(files()).hasSize(2).contains(made.get(0)).doesNotContain(made.get(1));
    }

    @Test
    void nothingIsLeftAside() throws IOException {
        write(layer(1, SIZE));

        try (Stream<Path> aside = Files.list(kept.resolve("aside"))) {
            assertThat(aside).isEmpty();
        }
    }
}
