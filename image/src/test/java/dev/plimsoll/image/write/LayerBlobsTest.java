package dev.plimsoll.image.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs are what others inflate to the tar, and always the same. */
class LayerBlobsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, (1 << 20) - 1536, (1 << 20) - 1024, 1 << 20, 3_000_000, 9_000_000})
    void gzip_of_any_size_is_inflated_to_what_was_written(int size) throws IOException {
        Blob plain = write(size, LayerCompression.NONE);
        Blob gzip = write(size, LayerCompression.GZIP);

        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.bytes))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.bytes);
        }
        assertThat(gzip.layer.diffId()).isEqualTo(plain.layer.digest()).isEqualTo(plain.layer.diffId());
        assertThat(gzip.layer.digest()).isEqualTo(Digest.sha256(gzip.bytes));
        assertThat(gzip.layer.size()).isEqualTo(gzip.bytes.length);
        assertThat(gzip.layer.uncompressedSize()).isEqualTo(plain.bytes.length);
    }

    /** The digests were computed under Java 17 and Java 25; a new release of a library may change them, and all images with them. Then {@link Compressed#way} changes too. */
    @ParameterizedTest
    @EnumSource(LayerCompression.class)
    void the_bytes_are_the_same_under_every_java(LayerCompression compression) throws IOException {
        String expected = switch (compression) {
            case NONE -> "ab5f8ca3d9f6b008c2546880705b1976a511bfecd9b60c126608ae939cb32b5f";
            case GZIP -> "4c5885e0e0be395ebd20445f40df8bc51bde73f996ac421d9949a9d059f23efc";
            case ZSTD -> "b79f1a1353ff5c0aedc0033f3b51341c1e0b8f50a989401755a2da6c343ef63d";
        };

        assertThat(write(5_000_000, compression).layer.digest().hex()).isEqualTo(expected);
    }

    @Test
    @RequiresCommand({"gzip", "zstd"})
    void the_programs_of_the_same_name_read_them() throws IOException {
        Path gzip = Files.write(directory.resolve("a.gz"), write(3_000_000, LayerCompression.GZIP).bytes);
        Path zstd = Files.write(directory.resolve("a.zst"), write(3_000_000, LayerCompression.ZSTD).bytes);

        Command.run("gzip", "--test", gzip.toString());
        Command.run("zstd", "--test", "--quiet", zstd.toString());
    }

    private static final class Blob {
        private final byte[] bytes;
        private final WrittenLayer layer;

        Blob(byte[] bytes, WrittenLayer layer) {
            this.bytes = bytes;
            this.layer = layer;
        }
    }

    private static Blob write(int size, LayerCompression compression) throws IOException {
        LayerFile file = LayerFile.file("f", 0644, Instant.EPOCH, FileBody.of(content(size)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WrittenLayer layer =
                new OwnLayer(new LayerContent("", List.of(file)), Optional.empty()).write(compression, out);
        return new Blob(out.toByteArray(), layer);
    }

    /** Neither all the same nor all different. */
    private static byte[] content(int size) {
        byte[] content = new byte[size];
        Random random = new Random(1);
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (random.nextInt(100) < 70 && i > 1000 ? content[i - 997] : random.nextInt(64));
        }
        return content;
    }
}
