package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a layer's bytes are inflated, verified and bounded. */
class LayerBytesTest extends LayerCases {
    @Test
    void several_gzip_members_are_one_layer_and_zeros_may_follow() throws Exception {
        byte[] tar = new TinyTar().file("a", "1").file("b", "2").bytes();
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        for (int i = 0; i < tar.length; i += 700) {
            stored.writeBytes(TinyImage.gzip(Arrays.copyOfRange(tar, i, Math.min(tar.length, i + 700))));
        }
        assertThat(linesOf(stored.toByteArray(), tar)).hasSize(2);
        stored.writeBytes(new byte[100]);
        assertThat(linesOf(stored.toByteArray(), tar)).hasSize(2);
        stored.write('x');
        assertThatThrownBy(() -> linesOf(stored.toByteArray(), tar))
                .hasMessageContaining("layer 0 of test")
                .hasMessageContaining("no gzip follows");
    }

    @Test
    void several_zstd_frames_are_one_layer() {
        byte[] tar = new TinyTar().file("a", "1").file("b", "2").bytes();
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        // A skippable frame, as zstd:chunked puts one.
        stored.writeBytes(new byte[] {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3});
        stored.writeBytes(Zstd.compress(Arrays.copyOf(tar, 600)));
        stored.writeBytes(Zstd.compress(Arrays.copyOfRange(tar, 600, tar.length)));
        assertThat(linesOf(stored.toByteArray(), tar)).hasSize(2);
        assertThatThrownBy(() -> linesOf(Arrays.copyOf(stored.toByteArray(), stored.size() - 9), tar))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_CORRUPT));
    }

    @Test
    void both_digests_of_a_compressed_layer_are_verified() {
        byte[] tar = new TinyTar().file("a", "1").bytes();
        byte[] stored = TinyImage.gzip(tar);
        Digest wrong = Digest.sha256(new byte[0]);
        Layer wrongBlob = new Layer(0, Optional.of(Digest.sha256(tar)), Optional.of(wrong), "", -1);
        Layer wrongTar = new Layer(0, Optional.of(wrong), Optional.of(Digest.sha256(stored)), "", -1);
        for (Layer layer : List.of(wrongBlob, wrongTar)) {
            assertThatThrownBy(() -> linesOf(new Blob(layer, stored, Optional.empty(), false), Limits.DEFAULT))
                    .isInstanceOfSatisfying(
                            PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH))
                    .hasMessageContaining("layer 0 of test")
                    .hasMessageContaining(wrong.toString());
        }
    }

    @Test
    void an_uncompressed_layer_is_verified_if_it_is_not_trusted_or_lacks_its_end() {
        byte[] tar = new TinyTar().file("a", "1").bytes();
        Path file = TinyImage.write(directory.resolve("tar"), tar);
        Optional<LayerBlob.Region> region = Optional.of(new LayerBlob.Region(file, 0, tar.length));
        Digest wrong = Digest.sha256(new byte[0]);
        Layer layer = new Layer(0, Optional.of(wrong), Optional.empty(), "", -1);
        assertThat(linesOf(new Blob(layer, tar, region, false), Limits.DEFAULT)).hasSize(1);
        assertThatThrownBy(() -> linesOf(new Blob(layer, tar, region, true), Limits.DEFAULT))
                .hasMessageContaining(wrong.toString());

        byte[] endless = new TinyTar().file("a", "1").withoutEnd();
        Optional<LayerBlob.Region> cut = Optional.of(new LayerBlob.Region(file, 0, endless.length));
        Layer promised = new Layer(0, Optional.of(Digest.sha256(endless)), Optional.empty(), "", -1);
        assertThat(linesOf(new Blob(promised, endless, cut, false), Limits.DEFAULT))
                .hasSize(1);
        assertThatThrownBy(() -> linesOf(new Blob(layer, endless, cut, false), Limits.DEFAULT))
                .hasMessageContaining(wrong.toString());
        Layer nothingPromised = new Layer(0, Optional.empty(), Optional.empty(), "", -1);
        assertThatThrownBy(() -> linesOf(new Blob(nothingPromised, endless, cut, false), Limits.DEFAULT))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_CORRUPT))
                .hasMessageContaining("no end mark");
    }

    @Test
    void a_compression_bomb_ends_in_its_limit() {
        // 3 GiB of zeros in zstd frames of 100 KiB: far more than 250 times their size.
        byte[] frame = Zstd.compress(new byte[64 << 20]);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(Zstd.compress(new TinyTar()
                .raw('0', "zeros".getBytes(StandardCharsets.UTF_8), 0644, new byte[0], 7L << 30, new byte[0])
                .withoutEnd()));
        for (int i = 0; i < 48; i++) {
            bomb.writeBytes(frame);
        }
        Layer layer = new Layer(0, Optional.empty(), Optional.empty(), "", -1);
        Blob blob = new Blob(layer, bomb.toByteArray(), Optional.empty(), false);
        assertThatThrownBy(() -> {
                    try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                            LayeredImage image = image(List.of(blob), tempFiles, Limits.DEFAULT)) {
                        image.read(FileSelector.NOTHING);
                    }
                })
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining("inflation-ratio");
        assertThatThrownBy(() -> linesOf(blob, Limits.DEFAULT.with("layer-bytes", 1 << 20)))
                .hasMessageContaining("layer-bytes");
    }

    @Test
    void entries_and_names_have_limits() throws Exception {
        TinyTar tar = new TinyTar().file("a", "").file("b", "").file("x/y/z", "");
        for (Form form : Form.values()) {
            assertThatThrownBy(() -> read(form, Trees.ALL, Limits.DEFAULT.with("entries", 2), tree -> {}, tar.bytes()))
                    .isInstanceOfSatisfying(
                            PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
            assertThatThrownBy(() -> read(form, Trees.ALL, Limits.DEFAULT.with("entries", 4), tree -> {}, tar.bytes()))
                    .as("implied directories count")
                    .hasMessageContaining("entries");
            read(
                    form,
                    Trees.ALL,
                    Limits.DEFAULT.with("path-length", 4),
                    tree -> {
                        assertThat(tree.gaps()).singleElement().satisfies(gap -> {
                            assertThat(gap.path()).isEqualTo("x/y/z");
                            assertThat(gap.reason()).isEqualTo(Gap.Reason.LIMIT);
                        });
                    },
                    tar.bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void absurd_headers_are_errors_that_name_the_layer(Form form) {
        byte[] name = "f".getBytes(StandardCharsets.UTF_8);
        List<byte[]> tars = new ArrayList<>();
        tars.add(new TinyTar()
                .raw('0', name, 0644, new byte[0], 077777777777L, new byte[0])
                .bytes());
        tars.add(new TinyTar()
                .raw('x', name, 0644, new byte[0], 077777777777L, new byte[0])
                .bytes());
        tars.add(new TinyTar()
                .raw('L', name, 0644, new byte[0], 077777777777L, new byte[0])
                .bytes());
        tars.add(new TinyTar().pax("size=9223372036854775807").file("f", "1").bytes());
        tars.add(new TinyTar().pax("size=99999999999999999999").file("f", "1").bytes());
        tars.add(new TinyTar()
                .pax("GNU.sparse.map=0,99999999", "GNU.sparse.size=5")
                .file("f", "1")
                .bytes());
        tars.add(new TinyTar()
                .pax("GNU.sparse.major=1", "GNU.sparse.minor=0")
                .file("f", "999999999999\n")
                .bytes());
        tars.add(new byte[0]);
        tars.add(new byte[512]);
        tars.add("no tar at all".repeat(100).getBytes(StandardCharsets.UTF_8));
        byte[] badSum = new TinyTar().file("f", "1").bytes();
        badSum[150] ^= 1;
        tars.add(badSum);
        byte[] negative = new TinyTar().file("f", "1").bytes();
        Arrays.fill(negative, 124, 136, (byte) 0xff);
        byte[] header = Arrays.copyOf(negative, 512);
        tars.add(new TinyTar().block(header, new byte[0]).bytes());
        int refused = 0;
        for (byte[] tar : tars) {
            try {
                read(form, Trees.ALL, Limits.DEFAULT, tree -> {}, tar);
            } catch (PlimsollException e) {
                refused++;
                assertThat(e.code()).isIn(ErrorCode.IMAGE_CORRUPT, ErrorCode.LIMIT_EXCEEDED);
                assertThat(e).hasMessageContaining("layer 0 of test");
            } catch (Exception e) {
                throw new AssertionError("tar " + tars.indexOf(tar), e);
            }
        }
        // A block of zeros alone is an empty layer.
        assertThat(refused).isEqualTo(tars.size() - 1);
    }

    @Test
    void an_unsupported_compression_is_named() {
        byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 0};
        Layer layer = new Layer(0, Optional.empty(), Optional.empty(), "", -1);
        assertThatThrownBy(() -> linesOf(new Blob(layer, xz, Optional.empty(), false), Limits.DEFAULT))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
                .hasMessageContaining("xz");
    }
}
