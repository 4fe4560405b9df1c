package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import dev.plimsoll.testkit.image.TinyImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GNU tar and skopeo write is read as they meant it. */
class TarOracleTest {
    @TempDir
    Path directory;

    private String run(String script) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder("bash", "-euc", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = FileNames.decode(Files.readAllBytes(output));
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static final String MAKE_ROOT = """
            mkdir -p root/dir root/empty && cd root
            echo short > dir/short; chmod 4755 dir/short
            ln dir/short dir/hard; ln -s dir/short soft
            printf 'x' > $'latin\\xe9'; printf 'y' > 'utf8-\\xc3\\xa9'
            """;
    private static final String MAKE_MORE = """
            long=$(printf 'n%.0s' $(seq 1 150)); mkdir -p long/$long/$long; echo deep > long/$long/$long/file
            ln -s $long/$long/$long long/link
            head -c 100000 /dev/urandom > sparse; truncate -s 3M sparse
            head -c 5000 /dev/urandom | dd of=sparse bs=1 seek=2000000 conv=notrunc status=none
            truncate -s 1M hole
            for i in $(seq 0 60); do printf z | dd of=many bs=1 seek=$((i*65536)) conv=notrunc status=none; done
            """;

    /** Path, size and digest of each file; kind, mode and target of the rest, by find and sha256sum. */
    private List<String> onDisk() throws IOException, InterruptedException {
        String found = run("cd root; LC_ALL=C find . -mindepth 1 -printf '%y %m %s %P %l\\n' | sort");
        return found.lines()
                .map(line -> line.startsWith("f")
                        ? line.strip()
                        : line.strip().replaceFirst("^(.) (\\d+) \\d+ ", "$1 $2 0 "))
                .toList();
    }

    private static List<String> inTree(FileTree tree) {
        return tree.entries()
                .map(entry -> (kind(entry) + " " + Integer.toOctalString(entry.mode()) + " " + entry.size() + " "
                                + entry.path() + " " + entry.linkTarget())
                        .strip())
                .sorted()
                .toList();
    }

    private static String kind(FileEntry entry) {
        return switch (entry.kind()) {
            case FILE -> "f";
            case DIRECTORY -> "d";
            case SYMLINK -> "l";
            case OTHER -> "o";
        };
    }

    @RequiresCommand({"tar", "bash"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gnu",
                "gnu -S",
                "oldgnu -S",
                "pax",
                "pax -S --sparse-version=0.0",
                "pax -S --sparse-version=0.1",
                "pax -S --sparse-version=1.0",
                "ustar",
                "v7"
            })
    void gnu_tar_in_all_its_formats(String format) throws Exception {
        boolean old = format.equals("ustar") || format.equals("v7");
        run(MAKE_ROOT + (old ? "" : MAKE_MORE));
        run("tar --format=" + format + " -C root -cf layer.tar .");
        List<String> expected = onDisk();
        for (UnaryOperator<byte[]> form : List.of(TinyImage.PLAIN, TinyImage.GZIP)) {
            TinyImage image = new TinyImage().layer(Files.readAllBytes(directory.resolve("layer.tar")));
            Path layout = TinyImage.writeDirectory(image.ociFiles(form), directory.resolve("layout"));
            try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                    Image opened =
                            ImageSources.open(ImageReference.parse("oci-dir://" + layout), Trees.options(tempFiles))) {
                FileTree tree = opened.read(Trees.ALL);
                assertThat(tree.gaps()).isEmpty();
                assertThat(inTree(tree)).containsExactlyInAnyOrderElementsOf(expected);
                for (String file : old ? List.of("dir/hard") : List.of("dir/hard", "sparse", "hole", "many")) {
                    assertSameContent(tree, file);
                }
            }
        }
    }

    private void assertSameContent(FileTree tree, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve("root").resolve(file));
        FileContent content = tree.content(tree.entry(file).orElseThrow()).orElseThrow();
        assertThat(Trees.hash(content)).isEqualTo(Digest.sha256(bytes).hex().substring(0, 16));
        try (var channel = content.channel()) {
            for (int position = bytes.length - 1; position >= 0; position -= Math.max(1, bytes.length / 50)) {
                java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
                channel.position(position).read(one);
                assertThat(one.get(0)).as("%s at %s", file, position).isEqualTo(bytes[position]);
            }
        }
    }

    @Test
    @RequiresCommand({"skopeo", "tar"})
    @RequiresFile("fixtures/images/alpine-310.tar.gz")
    void skopeo_s_forms_of_a_real_image_are_all_the_same() throws Exception {
        Path fixture = SharedFiles.path("fixtures/images/alpine-310.tar.gz");
        run("zcat " + fixture + " > alpine.tar; tar xf alpine.tar --wildcards '*/layer.tar'; mkdir x;"
                + " tar -C x -xf */layer.tar");
        run("skopeo copy -q docker-archive:alpine.tar oci:gzip:alpine:3.10;"
                + " skopeo copy -q --dest-compress --dest-compress-format zstd docker-archive:alpine.tar oci:zstd:a;"
                + " skopeo copy -q docker-archive:alpine.tar oci-archive:oci.tar:alpine:3.10;"
                + " skopeo copy -q docker-archive:alpine.tar docker-archive:again.tar:alpine:3.10");
        List<String> expected = Trees.read("archive://" + fixture, directory);
        assertThat(expected).hasSizeGreaterThan(400);
        for (String form : List.of(
                "archive://alpine.tar",
                "oci-dir://gzip",
                "oci-dir://zstd",
                "oci-dir://oci.tar",
                "archive://oci.tar",
                "archive://again.tar")) {
            String reference = form.replace("://", "://" + directory + "/");
            assertThat(Trees.read(reference, directory)).as(form).isEqualTo(expected);
        }
        List<String> unpacked = run("cd x; LC_ALL=C find . -mindepth 1 ! -type c ! -type b -printf '%P\\n'")
                .lines()
                .toList();
        assertThat(expected.stream()
                        .map(line -> line.replaceFirst("^.* L0 ([^ ]+).*$", "$1"))
                        .toList())
                .containsAll(unpacked);
    }

    @Test
    @RequiresFile("fixtures/images/alpine-310.tar.gz")
    void a_real_archive_cut_anywhere_gives_the_same_tree_or_a_clear_error() throws Exception {
        byte[] whole;
        try (InputStream in = Files.newInputStream(SharedFiles.path("fixtures/images/alpine-310.tar.gz"))) {
            whole = in.readAllBytes();
        }
        int refused = 0;
        for (int i = 0; i < 24; i++) {
            Path cut = TinyImage.write(directory.resolve("cut.tar.gz"), java.util.Arrays.copyOf(whole, (int)
                    ((long) whole.length * i / 24)));
            dev.plimsoll.base.PlimsollException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                    dev.plimsoll.base.PlimsollException.class, () -> Trees.read("archive://" + cut, directory));
            assertThat(failure).hasMessageContaining("cut.tar.gz");
            refused++;
        }
        assertThat(refused).isEqualTo(24);
    }
}
