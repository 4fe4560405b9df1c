package dev.plimsoll.image.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Seal;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.SealedDraft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
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
        cache = cache();
    }

    /** As another run has it. */
    private LayerCache cache() {
        AppDirectories directories = new AppDirectories(kept, directory.resolve("data"), directory);
        return new LayerCache(new SealedCache(kept, 100_000_000, Seal.of(directories), Clock.systemUTC()));
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

    /** A layer of another content under its name, sealed by the user, shows where what is written came from. */
    @Test
    void aLayerThatIsKeptIsNotCompressedAgain() throws IOException {
        write(layer(1, SIZE));
        byte[] other = alone(layer(2, SIZE)).bytes;
        String name = files().get(0).getFileName().toString();
        AppDirectories directories = new AppDirectories(kept, directory.resolve("data"), directory);
        SealedCache files = new SealedCache(kept, 100_000_000, Seal.of(directories), Clock.systemUTC());
        try (SealedDraft draft = files.draft(name);
                OutputStream out = draft.beside(OutputStream.nullOutputStream())) {
            out.write(other);
            out.write(HexFormat.of().parseHex(Digest.sha256(other).hex()));
            draft.keep();
        }

        Blob second = write(layer(1, SIZE));
        Optional<WrittenLayer> known = new OwnLayer(layer(1, SIZE), Optional.of(cache)).known(LayerCompression.GZIP);

        assertThat(second.bytes).isEqualTo(other);
        assertThat(second.layer.digest()).isEqualTo(Digest.sha256(other));
        assertThat(second.layer.size()).isEqualTo(other.length);
        assertThat(known).contains(second.layer);
    }

    @Test
    void whatIsDamagedIsNotTakenAndMadeAnew() throws IOException {
        Blob first = write(layer(1, SIZE));
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int length : List.of(0, 1, 100, whole.length - 1, whole.length)) {
            byte[] damaged = Arrays.copyOf(whole, length);
            if (length == whole.length) {
                damaged[length / 2] ^= 1;
            }
            Files.write(file, damaged);

            assertThat(new OwnLayer(layer(1, SIZE), Optional.of(cache())).known(LayerCompression.GZIP))
                    .isEmpty();
            assertSame(write(layer(1, SIZE)), first);
            assertThat(file).hasBinaryContent(whole);
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
}
