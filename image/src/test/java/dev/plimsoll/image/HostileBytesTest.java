package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.testkit.image.TinyImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes change: a tree, or an error that names the file; never another exception, and never a long wait. */
class HostileBytesTest {
    /** What programs read as numbers, types, separators and ends. */
    private static final byte[] LIKELY =
            "0123456789xXgLKSVM7\0\377\200/. =\n,.wh".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path directory;

    @Test
    void changed_bytes_of_archives_never_break_the_reader() throws IOException {
        TinyImage image = ImageSourceContract.contractImage();
        byte[] docker = TinyImage.tar(image.dockerFiles());
        byte[] oci = TinyImage.tar(image.ociFiles(TinyImage.GZIP));
        Random random = new Random(20261123);
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = (i % 3 == 0 ? oci : docker).clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                // Headers stand at multiples of 512: most changes go there, and their checksums are set right again.
                int block = random.nextInt(bytes.length / 512) * 512;
                int at = block + random.nextInt(random.nextBoolean() ? 345 : 512);
                bytes[at] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : LIKELY[random.nextInt(LIKELY.length)];
                if (bytes[block + 257] == 'u' && (at < block + 148 || at >= block + 156)) {
                    mend(bytes, block);
                }
            }
            read(TinyImage.write(directory.resolve("hostile.tar"), bytes), i);
        }
    }

    private static void mend(byte[] bytes, int block) {
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : bytes[block + i] & 0xff;
        }
        byte[] digits = String.format(java.util.Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, bytes, block + 148, 8);
    }

    private void read(Path archive, int round) {
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image opened =
                        ImageSources.open(ImageReference.parse("archive://" + archive), Trees.options(tempFiles))) {
            FileTree tree = opened.read(Trees.ALL);
            for (FileEntry entry : tree.entries().toList()) {
                if (tree.content(entry).isPresent() && entry.size() < 1 << 20) {
                    try (InputStream in = tree.content(entry).orElseThrow().stream()) {
                        assertThat(in.readAllBytes()).hasSize((int) entry.size());
                    }
                }
            }
        } catch (PlimsollException e) {
            assertThat(e.code()).as("round %s", round).isNotEqualTo(ErrorCode.INTERNAL);
            assertThat(e).hasMessageContaining("hostile.tar");
        } catch (IOException | RuntimeException e) {
            throw new AssertionError("round " + round, e);
        }
    }

    @Test
    void a_bad_manifest_is_an_error_of_the_image() {
        Map<String, ErrorCode> inputs = Map.of(
                "[]",
                ErrorCode.IMAGE_CORRUPT,
                "{}",
                ErrorCode.IMAGE_CORRUPT,
                "",
                ErrorCode.IMAGE_CORRUPT,
                "[{\"Config\":\"../../etc/passwd\",\"Layers\":[]}]",
                ErrorCode.IMAGE_CORRUPT,
                "[{\"Config\":\"manifest.json\",\"Layers\":[\"../x\"]}]",
                ErrorCode.IMAGE_CORRUPT,
                "[".repeat(100) + "]".repeat(100),
                ErrorCode.LIMIT_EXCEEDED);
        inputs.forEach((manifest, code) -> {
            Path archive = TinyImage.writeTar(
                    Map.of("manifest.json", manifest.getBytes(StandardCharsets.UTF_8)),
                    directory.resolve("manifest.tar"));
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Trees.read("archive://" + archive, directory))
                    .isInstanceOfSatisfying(
                            PlimsollException.class,
                            e -> assertThat(e.code()).as(manifest).isEqualTo(code))
                    .hasMessageContaining("manifest.tar");
        });
    }
}
