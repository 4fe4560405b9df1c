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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers, merged: from a file by position, and as streams in gzip and zstd. */
class LayeredImageTest {
    @TempDir
    Path directory;

    enum Form {
        FILE,
        GZIP,
        ZSTD;

        byte[] compress(byte[] tar) {
            return switch (this) {
                case FILE -> tar;
                case GZIP -> TinyImage.gzip(tar);
                case ZSTD -> Zstd.compress(tar);
            };
        }
    }

    private static final class Blob implements LayerBlob {
        private final Layer layer;
        private final byte[] bytes;
        private final Optional<Region> region;
        private final boolean untrusted;

        Blob(Layer layer, byte[] bytes, Optional<Region> region, boolean untrusted) {
            this.layer = layer;
            this.bytes = bytes;
            this.region = region;
            this.untrusted = untrusted;
        }

        @Override
        public Layer layer() {
            return layer;
        }

        @Override
        public boolean untrusted() {
            return untrusted;
        }

        @Override
        public String describe() {
            return "layer " + layer.index() + " of test";
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Optional<Region> region() {
            return region;
        }
    }

    private LayeredImage image(List<LayerBlob> blobs, TempFiles tempFiles, Limits limits) {
        OpenOptions some = Trees.options(tempFiles);
        OpenOptions options = new OpenOptions(
                some.platform(),
                some.ref(),
                false,
                false,
                Map.of(),
                limits,
                some.fetcher(),
                tempFiles,
                some.progress());
        List<Layer> layers = blobs.stream().map(LayerBlob::layer).toList();
        ImageInfo info = new ImageInfo(
                ImageReference.parse("archive://test"),
                Scheme.ARCHIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                layers,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                -1);
        return new LayeredImage(info, blobs, options, () -> {});
    }

    private LayerBlob blob(int index, byte[] tar, Form form) {
        byte[] bytes = form.compress(tar);
        Layer layer =
                new Layer(index, Optional.of(Digest.sha256(tar)), Optional.of(Digest.sha256(bytes)), "", bytes.length);
        Optional<LayerBlob.Region> region = Optional.empty();
        if (form == Form.FILE) {
            // Something stands before and behind it, as in an archive.
            byte[] padded = new byte[bytes.length + 1200];
            Arrays.fill(padded, (byte) 'x');
            System.arraycopy(bytes, 0, padded, 700, bytes.length);
            Path file = TinyImage.write(directory.resolve("layer" + index), padded);
            region = Optional.of(new LayerBlob.Region(file, 700, bytes.length));
        }
        return new Blob(layer, bytes, region, false);
    }

    private interface Check {
        void accept(FileTree tree) throws Exception;
    }

    private void read(Form form, FileSelector selector, Limits limits, Check check, byte[]... tars) throws Exception {
        List<LayerBlob> blobs = new ArrayList<>();
        for (byte[] tar : tars) {
            blobs.add(blob(blobs.size(), tar, form));
        }
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                LayeredImage image = image(blobs, tempFiles, limits)) {
            check.accept(image.read(selector));
        }
    }

    private void read(Form form, Check check, TinyTar... tars) throws Exception {
        read(
                form,
                Trees.ALL,
                Limits.DEFAULT,
                check,
                Stream.of(tars).map(TinyTar::bytes).toArray(byte[][]::new));
    }

    private static List<String> paths(FileTree tree) {
        return tree.entries().map(FileEntry::path).toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_whiteout_hides_lower_layers_and_never_its_own(Form form) throws Exception {
        TinyTar lower = new TinyTar().file("d/old", "1").file("e/old", "1").file("f", "1");
        TinyTar upper = new TinyTar()
                .file("d/new", "2")
                .file("d/.wh..wh..opq", "")
                .file("f", "2")
                .file(".wh.f", "")
                .file(".wh.e", "")
                .file("e/new", "2");
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("d", "d/new", "e", "e/new", "f");
                    assertThat(Trees.text(tree, "f")).isEqualTo("2");
                    assertThat(tree.entry("e").orElseThrow().layer()).isEqualTo(1);
                },
                lower,
                upper);
    }

    @ParameterizedTest
    @EnumSource
    void a_whiteout_that_names_no_child_hides_nothing(Form form) throws Exception {
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("d", "d/f");
                    assertThat(tree.gaps()).hasSize(3).allMatch(gap -> gap.reason() == Gap.Reason.CORRUPT);
                },
                new TinyTar().file("d/f", "1"),
                new TinyTar().file("d/.wh.", "").file("d/.wh..", "").file("d/.wh...", ""));
    }

    @ParameterizedTest
    @EnumSource
    void a_directory_and_a_file_take_each_others_place(Form form) throws Exception {
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("a", "b", "b/f", "s", "s/own");
                    assertThat(tree.entry("a").orElseThrow().kind()).isEqualTo(FileEntry.Kind.FILE);
                    assertThat(tree.entry("s").orElseThrow().kind()).isEqualTo(FileEntry.Kind.DIRECTORY);
                },
                new TinyTar().file("a/f", "1").file("b", "1").symlink("s", "a"),
                new TinyTar()
                        .file("a", "2")
                        .directory("b")
                        .file("b/f", "2")
                        .directory("s")
                        .file("s/own", ""));
    }

    @ParameterizedTest
    @EnumSource
    void a_hard_link_keeps_what_its_target_was(Form form) throws Exception {
        TinyTar lower = new TinyTar().file("bin/tool", 0755, "v1".getBytes(StandardCharsets.UTF_8));
        TinyTar middle = new TinyTar()
                .hardLink("bin/alias", "/bin/tool")
                .file("bin/tool", "v2")
                .hardLink("bin/second", "./bin/tool");
        TinyTar upper = new TinyTar().file("bin/.wh.tool", "").hardLink("bin/broken", "bin/tool");
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("bin", "bin/alias", "bin/second");
                    assertThat(Trees.text(tree, "bin/alias")).isEqualTo("v1");
                    assertThat(tree.entry("bin/alias").orElseThrow().mode()).isEqualTo(0755);
                    assertThat(tree.entry("bin/alias").orElseThrow().layer()).isEqualTo(1);
                    assertThat(Trees.text(tree, "bin/second")).isEqualTo("v2");
                    assertThat(tree.gaps()).singleElement().satisfies(gap -> {
                        assertThat(gap.path()).isEqualTo("bin/broken");
                        assertThat(gap.detail()).contains("bin/tool");
                    });
                },
                lower,
                middle,
                upper);
    }

    @ParameterizedTest
    @EnumSource
    void a_hard_link_has_its_content_even_if_nobody_wanted_its_targets(Form form) throws Exception {
        TinyTar lower = new TinyTar()
                .file("objects/1", "content")
                .file("objects/2", "other")
                .hardLink("usr/db", "objects/1");
        FileSelector selector = (path, size, mode) -> path.equals("usr/db") ? Want.CONTENT : Want.NOTHING;
        read(
                form,
                selector,
                Limits.DEFAULT,
                tree -> {
                    assertThat(Trees.text(tree, "usr/db")).isEqualTo("content");
                    assertThat(tree.content(tree.entry("objects/1").orElseThrow()))
                            .isEmpty();
                    assertThat(tree.gaps()).isEmpty();
                },
                lower.bytes());
    }

    @ParameterizedTest
    @EnumSource
    void entries_land_where_links_of_lower_layers_lead(Form form) throws Exception {
        TinyTar lower = new TinyTar()
                .symlink("lib", "usr/lib")
                .symlink("var/run", "/run")
                .symlink("up", "../../..")
                .symlink("dangling", "made/later")
                .symlink("loop", "loop")
                .file("file", "text");
        TinyTar upper = new TinyTar()
                .file("lib/x/.wh.nothing", "")
                .file("lib/x/y", "1")
                .file("var/run/pid", "1")
                .file("up/at-root", "1")
                .file("dangling/f", "1")
                .file("loop/f", "1")
                .file("file/f", "1");
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).contains("usr/lib/x/y", "run/pid", "at-root", "made/later/f");
                    assertThat(tree.gaps()).extracting(Gap::path).containsExactlyInAnyOrder("loop/f", "file/f");
                    assertThat(tree.find("lib/x/y").orElseThrow().path()).isEqualTo("usr/lib/x/y");
                    assertThat(tree.find("var/run/../run/pid")).isPresent();
                    assertThat(tree.find("loop")).isEmpty();
                    assertThat(tree.find("file/f")).isEmpty();
                    assertThat(tree.find("/")).isEmpty();
                    assertThat(tree.children("")).extracting(FileEntry::path).contains("at-root", "lib");
                },
                lower,
                upper);
    }

    @ParameterizedTest
    @EnumSource
    void a_name_that_climbs_out_is_a_gap_and_lands_nowhere(Form form) throws Exception {
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("a", "b", "etc", "etc/ok");
                    assertThat(tree.gaps()).extracting(Gap::path).containsExactly("../evil", "a/../../evil", "bad");
                },
                new TinyTar()
                        .file("../evil", "1")
                        .file("a/../../evil", "1")
                        .file("/etc/./ok", "1")
                        .file("a/../b", "1")
                        .directory("a")
                        .directory("./")
                        .hardLink("bad", "../../etc/ok"));
    }

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

    private List<String> linesOf(byte[] stored, byte[] tar) {
        Layer layer =
                new Layer(0, Optional.of(Digest.sha256(tar)), Optional.of(Digest.sha256(stored)), "", stored.length);
        return linesOf(new Blob(layer, stored, Optional.empty(), false), Limits.DEFAULT);
    }

    private List<String> linesOf(LayerBlob blob, Limits limits) {
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                LayeredImage image = image(List.of(blob), tempFiles, limits)) {
            return Trees.lines(image.read(Trees.ALL));
        }
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

    @Test
    void temporary_files_are_gone_afterwards() throws Exception {
        byte[] large = new byte[9 << 20];
        read(
                Form.GZIP,
                Trees.ALL,
                Limits.DEFAULT,
                tree -> {
                    try (Stream<Path> files = Files.walk(directory.resolve("temp"))) {
                        assertThat(files.filter(Files::isRegularFile)).hasSize(1);
                    }
                },
                new TinyTar().file("large", 0644, large).bytes());
        try (Stream<Path> files = Files.walk(directory.resolve("temp"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void global_headers_and_devices_and_unknown_types_are_read(Form form) throws IOException, Exception {
        read(
                form,
                tree -> {
                    assertThat(tree.entry("dev/null").orElseThrow().kind()).isEqualTo(FileEntry.Kind.OTHER);
                    assertThat(tree.entry("f").orElseThrow().userId()).isEqualTo(1234);
                    assertThat(tree.entry("g").orElseThrow().userId()).isEqualTo(7);
                    assertThat(Trees.text(tree, "odd")).isEqualTo("regular");
                    assertThat(tree.entry("v7").orElseThrow().kind()).isEqualTo(FileEntry.Kind.DIRECTORY);
                },
                new TinyTar()
                        .globalPax("uid=1234", "comment=x")
                        .device("dev/null")
                        .file("f", "1")
                        .pax("uid=7")
                        .file("g", "2")
                        .entry('Z', "odd", 0644, "", "regular".getBytes(StandardCharsets.UTF_8))
                        .entry('\0', "v7/", 0755, "", new byte[0]));
    }
}
