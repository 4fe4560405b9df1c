package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.testkit.image.TinyTar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which contents are kept, and where. */
class LayerContentTest extends LayerCases {
    @ParameterizedTest
    @EnumSource
    void probed_content_is_kept_only_with_start_and_marker(Form form) throws Exception {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        byte[] with = noise.clone();
        System.arraycopy("\177ELF".getBytes(StandardCharsets.ISO_8859_1), 0, with, 0, 4);
        // Across the border of two buffers of the reader.
        System.arraycopy("MAMAMARKER".getBytes(StandardCharsets.ISO_8859_1), 0, with, 128 * 1024 - 512 - 5, 10);
        byte[] without = with.clone();
        without[128 * 1024 - 512] = 0;
        byte[] otherStart = with.clone();
        otherStart[0] = 0;
        FileSelector selector = new FileSelector() {
            @Override
            public Want select(String path, long size, int mode) {
                return (mode & 0111) != 0 || path.equals("link") ? Want.PROBE : Want.NOTHING;
            }

            @Override
            public byte[] probeStart() {
                return "\177ELF".getBytes(StandardCharsets.ISO_8859_1);
            }

            @Override
            public byte[] probeMarker() {
                return "MAMARKER".getBytes(StandardCharsets.ISO_8859_1);
            }
        };
        TinyTar tar = new TinyTar()
                .file("with", 0755, with)
                .file("without", 0755, without)
                .file("other", 0755, otherStart)
                .hardLink("link", "with")
                .hardLink("link2", "without");
        read(
                form,
                selector,
                Limits.DEFAULT,
                tree -> {
                    assertThat(Trees.hash(tree.content(tree.entry("with").orElseThrow())
                                    .orElseThrow()))
                            .isEqualTo(Digest.sha256(with).hex().substring(0, 16));
                    assertThat(tree.content(tree.entry("link").orElseThrow())).isPresent();
                    if (form != Form.FILE) {
                        assertThat(tree.content(tree.entry("without").orElseThrow()))
                                .isEmpty();
                        assertThat(tree.content(tree.entry("other").orElseThrow()))
                                .isEmpty();
                    }
                    assertThat(tree.gaps()).isEmpty();
                },
                tar.bytes());
    }

    @ParameterizedTest
    @EnumSource
    void contents_beyond_memory_go_to_a_file_and_can_be_read_at_any_position(Form form) throws Exception {
        byte[] large = new byte[9 << 20];
        new Random(2).nextBytes(large);
        TinyTar tar = new TinyTar();
        for (int i = 0; i < 2; i++) {
            large[0] = (byte) i;
            tar.file("large" + i, 0644, large.clone());
            tar.file("small" + i, "small " + i);
        }
        read(
                form,
                Trees.ALL,
                Limits.DEFAULT,
                tree -> {
                    for (int i = 0; i < 2; i++) {
                        large[0] = (byte) i;
                        FileContent content = tree.content(
                                        tree.entry("large" + i).orElseThrow())
                                .orElseThrow();
                        assertThat(Trees.hash(content))
                                .isEqualTo(Digest.sha256(large).hex().substring(0, 16));
                        try (var channel = content.channel()) {
                            java.nio.ByteBuffer some = java.nio.ByteBuffer.allocate(10);
                            channel.position(5_000_000).read(some);
                            assertThat(some.array()).isEqualTo(Arrays.copyOfRange(large, 5_000_000, 5_000_010));
                        }
                        assertThat(Trees.text(tree, "small" + i)).isEqualTo("small " + i);
                    }
                },
                tar.bytes());
    }

    @Test
    void temporary_files_are_gone_afterwards() throws Exception {
        byte[] large = new byte[9 << 20];
        read(
                Form.GZIP,
                Trees.ALL,
                Limits.DEFAULT,
                tree -> {
                    try (Stream<Path> files = Files.walk(directory.resolve("temp"))) {
                        assertThat(files.filter(Files::isRegularFile).filter(each -> !each.endsWith(".plimsoll-run")))
                                .hasSize(1);
                    }
                },
                new TinyTar().file("large", 0644, large).bytes());
        try (Stream<Path> files = Files.walk(directory.resolve("temp"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
