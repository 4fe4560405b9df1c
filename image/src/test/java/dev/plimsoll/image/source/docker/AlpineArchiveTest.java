package dev.plimsoll.image.source.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Want;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real archive of an older Docker, gzipped as a whole. */
@RequiresFile("fixtures/images/alpine-310.tar.gz")
class AlpineArchiveTest {
    @TempDir
    Path directory;

    @Test
    void reads_what_docker_saved() throws Exception {
        Path archive = SharedFiles.path("fixtures/images/alpine-310.tar.gz");
        try (TempFiles tempFiles = TempFiles.under(directory);
                Image image = ImageSources.open(
                        ImageReference.parse("archive://" + archive),
                        OpenOptions.of(Map.of(), HttpFetcher.offline(), tempFiles))) {
            assertThat(image.info().imageId().orElseThrow().hex()).startsWith("af341ccd2df8");
            assertThat(image.info().platform().orElseThrow()).hasToString("linux/amd64");
            assertThat(image.info().history()).hasSize(2);
            assertThat(image.info().layers().get(0).createdBy()).contains("ADD file:");

            FileTree tree =
                    image.read((path, size, mode) -> path.equals("lib/apk/db/installed") ? Want.CONTENT : Want.NOTHING);
            assertThat(tree.gaps()).isEmpty();
            FileEntry database = tree.find("/lib/apk/db/installed").orElseThrow();
            try (InputStream in = tree.content(database).orElseThrow().stream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(text).hasSize((int) database.size()).contains("P:musl\n");
            }
            // A chain of symbolic links, absolute: /bin/sh -> /bin/busybox.
            assertThat(tree.find("bin/sh").orElseThrow().path()).isEqualTo("bin/busybox");
            assertThat(tree.entry("bin/sh").orElseThrow().linkTarget()).isEqualTo("/bin/busybox");
            assertThat(tree.entries().map(FileEntry::path).toList()).isSorted().doesNotHaveDuplicates();
        }
    }
}
