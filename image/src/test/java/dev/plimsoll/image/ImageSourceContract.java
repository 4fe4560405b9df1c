package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every form of images keeps: the same image gives the same tree, damage is told and never passed over. */
public abstract class ImageSourceContract {
    @TempDir
    protected Path directory;

    /** The source under test; it must read what {@link #offer} gives. */
    protected abstract ImageSource source();

    /** Puts an image where the source finds it. */
    protected abstract ImageReference offer(TinyImage image);

    /** Puts an image there with some bytes changed under an unchanged digest; empty where the form has no digests. */
    protected abstract Optional<ImageReference> offerDamaged(TinyImage image);

    /** Puts an image there with everything behind {@code keep} thousandths cut off; empty where nothing can be cut. */
    protected abstract Optional<ImageReference> offerCut(TinyImage image, int keep);

    /** Options to open with. */
    protected OpenOptions options(TempFiles tempFiles) {
        return Trees.options(tempFiles);
    }

    /** Whether the form keeps layers apart; if not, all entries are of layer 0. */
    protected boolean isLayered() {
        return true;
    }

    /** Three layers with what is subtle about merging. */
    protected static TinyImage contractImage() {
        TinyTar base = new TinyTar()
                .directory("usr")
                .directory("usr/lib")
                .symlink("lib", "usr/lib")
                .file("usr/lib/libc.so", "libc 1")
                .file("etc/passwd", "root")
                .file("etc/gone", "gone")
                .directory("opt")
                .file("opt/a", "a")
                .file("opt/b", "b")
                .file("a-b", "sorts before a/b")
                .file("a/b", "below a")
                .hardLink("etc/passwd-", "etc/passwd")
                .file("twice", "first")
                .file("twice", "second")
                .file("long/" + "n".repeat(120) + "/" + "m".repeat(120), "long name")
                .raw('0', new byte[] {'l', 'a', 't', 'i', 'n', (byte) 0xe9}, 0640, new byte[0], 2, new byte[] {'o', 'k'
                })
                .symlink("loop", "loop")
                .symlink("abs", "/etc/passwd")
                .symlink("out", "../../../../etc/passwd");
        TinyTar middle = new TinyTar()
                .file("lib/libm.so", "libm")
                .file("etc/.wh.gone", "")
                .hardLink("etc/shadow", "etc/passwd")
                .file("opt/.wh..wh..opq", "")
                .file("opt/c", "c")
                .file("a", "a file over a directory");
        TinyTar top = new TinyTar()
                .file("etc/.wh.passwd", "")
                .file("lib/libc.so", "libc 2")
                .directory("twice")
                .file("twice/inside", "a directory over a file");
        return new TinyImage().layer(base).layer(middle).layer(top).label("maintainer", "someone");
    }

    /** Path, layer and content, link target or nothing. */
    private static final List<String> EXPECTED = List.of(
            "a L1 = a file over a directory",
            "a-b L0 = sorts before a/b",
            "abs L0 -> /etc/passwd",
            "etc L0 /",
            "etc/passwd- L0 = root",
            "etc/shadow L1 = root",
            "latin\\xe9 L0 = ok",
            "lib L0 -> usr/lib",
            "long L0 /",
            "long/" + "n".repeat(120) + " L0 /",
            "long/" + "n".repeat(120) + "/" + "m".repeat(120) + " L0 = long name",
            "loop L0 -> loop",
            "opt L0 /",
            "opt/c L1 = c",
            "out L0 -> ../../../../etc/passwd",
            "twice L2 /",
            "twice/inside L2 = a directory over a file",
            "usr L0 /",
            "usr/lib L0 /",
            "usr/lib/libc.so L2 = libc 2",
            "usr/lib/libm.so L1 = libm");

    @Test
    final void the_same_image_gives_the_same_tree_in_every_form() {
        ImageReference reference = offer(contractImage());
        assertThat(source().reads(reference)).isTrue();
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image image = source().open(reference, options(tempFiles))) {
            FileTree tree = image.read(Trees.ALL);
            assertThat(tree.gaps()).isEmpty();
            assertThat(described(tree)).containsExactlyElementsOf(expected());
            assertThat(tree.size()).isEqualTo(EXPECTED.size());
            assertThat(tree.entry("latin\\xe9").orElseThrow().mode()).isEqualTo(0640);
            assertThat(Trees.text(tree, "/lib/libc.so")).isEqualTo("libc 2");
            assertThat(tree.find("out"))
                    .as("a link that climbs ends at the root")
                    .isEmpty();
            assertThat(tree.find("loop")).isEmpty();
            assertThat(tree.children("lib").stream().map(FileEntry::path).toList())
                    .containsExactly("usr/lib/libc.so", "usr/lib/libm.so");
        }
    }

    @Test
    final void only_wanted_contents_are_there() {
        ImageReference reference = offer(contractImage());
        FileSelector selector = (path, size, mode) -> path.equals("usr/lib/libm.so") ? Want.CONTENT : Want.NOTHING;
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image image = source().open(reference, options(tempFiles))) {
            FileTree tree = image.read(selector);
            List<String> paths = tree.entries()
                    .filter(entry -> tree.content(entry).isPresent())
                    .map(FileEntry::path)
                    .toList();
            // It came as lib/libm.so: what counts is where it ended up.
            assertThat(paths).containsExactly("usr/lib/libm.so");
            assertThat(Trees.text(tree, "usr/lib/libm.so")).isEqualTo("libm");
        }
    }

    @Test
    final void tells_what_the_image_says_of_itself() {
        assumeTrue(isLayered());
        TinyImage tiny = contractImage();
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image image = source().open(offer(tiny), options(tempFiles))) {
            ImageInfo info = image.info();
            assertThat(info.platform().orElseThrow()).hasToString("linux/amd64");
            assertThat(info.layers()).hasSize(3);
            if (info.imageId().isPresent()) {
                assertThat(info.imageId()).contains(tiny.id());
                assertThat(info.labels()).containsEntry("maintainer", "someone");
                assertThat(info.layers().get(2).createdBy()).isEqualTo("RUN step 2");
                assertThat(info.history()).hasSize(4);
                assertThat(info.layers().stream().map(layer -> layer.diffId().orElseThrow()))
                        .containsExactlyElementsOf(tiny.layers().stream()
                                .map(dev.plimsoll.base.Digest::sha256)
                                .toList());
            }
        }
    }

    @Test
    final void content_that_is_not_what_its_digest_says_is_refused() {
        Optional<ImageReference> damaged = offerDamaged(contractImage());
        assumeTrue(damaged.isPresent());
        assertThatThrownBy(() -> readAll(damaged.get()))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH))
                .hasMessageContaining("sha256:");
    }

    @Test
    final void what_is_cut_off_is_a_clear_error_or_makes_no_difference() {
        assumeTrue(offerCut(contractImage(), 500).isPresent());
        List<String> whole = readAll(offer(contractImage()));
        int refused = 0;
        for (int keep = 0; keep < 1000; keep += 37) {
            ImageReference cut = offerCut(contractImage(), keep).orElseThrow();
            List<String> lines = new ArrayList<>();
            PlimsollException failure = catchThrowableOfType(PlimsollException.class, () -> lines.addAll(readAll(cut)));
            if (failure == null) {
                assertThat(lines).as("cut at %s thousandths", keep).isEqualTo(whole);
            } else {
                refused++;
                assertThat(failure.code().kind())
                        .isIn(ErrorCode.Kind.IMAGE, ErrorCode.Kind.USER, ErrorCode.Kind.ENVIRONMENT);
                assertThat(failure.code()).isNotEqualTo(ErrorCode.INTERNAL);
            }
        }
        assertThat(refused).isGreaterThan(10);
    }

    private List<String> readAll(ImageReference reference) {
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image image = source().open(reference, options(tempFiles))) {
            return Trees.lines(image.read(Trees.ALL));
        }
    }

    private List<String> expected() {
        return isLayered()
                ? EXPECTED
                : EXPECTED.stream()
                        .map(line -> line.replaceFirst(" L[0-9]", " L0"))
                        .toList();
    }

    private static List<String> described(FileTree tree) {
        return tree.entries().map(entry -> describe(tree, entry)).toList();
    }

    private static String describe(FileTree tree, FileEntry entry) {
        String start = entry.path() + " L" + entry.layer() + " ";
        return switch (entry.kind()) {
            case DIRECTORY -> start + "/";
            case SYMLINK -> start + "-> " + entry.linkTarget();
            case OTHER -> start + "other";
            case FILE -> {
                byte[] bytes = Trees.text(tree, entry.path()).getBytes(StandardCharsets.UTF_8);
                assertThat(entry.size()).isEqualTo(bytes.length);
                yield start + "= " + new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }
}
