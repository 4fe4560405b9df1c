package dev.plimsoll.image.target.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.source.oci.OciSource;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is what is read, by us and by others. */
class OciLayoutTargetTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LayerCompression.class)
    void an_image_is_read_back_as_it_was_written(LayerCompression compression) throws IOException {
        WrittenImage written = write("a", compression, "text");

        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"));
                Image image = new OciSource()
                        .open(
                                ImageReference.parse("oci-dir://" + folder.resolve("a")),
                                OpenOptions.of(Map.of(), HttpFetcher.offline(), temporary))) {
            assertThat(image.info().digest()).contains(written.digest());
            assertThat(image.info().imageId()).contains(written.imageId());
            assertThat(image.info().tags()).contains("plimsoll/app:latest");
            assertThat(image.info().run()).contains(SampleImages.RUN);
            assertThat(image.info().labels()).isEqualTo(Map.of("k", "v"));
            assertThat(image.info().created()).contains(SampleImages.CREATED);
            assertThat(image.read(FileSelector.NOTHING).entries().map(FileEntry::path))
                    .containsExactly("bin", "bin/again", "bin/app", "bin/link");
        }
    }

    @Test
    void the_same_image_is_the_same_bytes_and_the_former_one_leaves_nothing_behind() throws IOException {
        write("a", LayerCompression.GZIP, "one");
        write("a", LayerCompression.GZIP, "other");
        write("b", LayerCompression.GZIP, "other");

        assertThat(files("a")).isEqualTo(files("b")).noneMatch(name -> name.endsWith(".partial"));
        assertThat(folder.resolve("a/index.json")).hasSameBinaryContentAs(folder.resolve("b/index.json"));
    }

    @Test
    void what_an_interrupted_build_left_is_cleared_away() throws IOException {
        Path blobs = Files.createDirectories(folder.resolve("a/blobs/sha256"));
        Files.writeString(blobs.resolve("layer-0.partial"), "half");
        write("a", LayerCompression.GZIP, "text");
        write("b", LayerCompression.GZIP, "text");

        assertThat(files("a")).isEqualTo(files("b"));
    }

    @Test
    void a_directory_of_somebody_elses_is_left_alone() throws IOException {
        Path there = Files.createDirectories(folder.resolve("a"));
        Files.writeString(there.resolve("thesis.txt"), "x");

        assertThatThrownBy(() -> write("a", LayerCompression.GZIP, "text"))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("is no OCI layout: 'thesis.txt' is in it");
        assertThat(files("a")).containsExactly("thesis.txt");
    }

    @Test
    @RequiresCommand("skopeo")
    void skopeo_reads_it_and_finds_what_lies_beside_it() throws IOException {
        WrittenImage written = write("a", LayerCompression.GZIP, "text");

        assertThat(Command.run("skopeo", "inspect", "oci:" + folder.resolve("a") + ":latest"))
                .contains(written.digest().toString());
        Command.run(
                "skopeo",
                "copy",
                "--insecure-policy",
                "oci:" + folder.resolve("a") + ":latest",
                "docker-archive:" + folder.resolve("a.tar") + ":plimsoll/app:latest");
        String index = Files.readString(folder.resolve("a/index.json"));
        assertThat(index)
                .contains("\"artifactType\":\"text/plain\"")
                .contains(written.attachments().get(0).toString());
    }

    private WrittenImage write(String name, LayerCompression compression, String text) {
        NewImage image = SampleImages.with(text);
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"))) {
            return new OciLayoutTarget()
                    .write(
                            image,
                            ImageReference.parse("oci-dir://" + folder.resolve(name)),
                            new WriteOptions(
                                    compression,
                                    false,
                                    Map.of(),
                                    Limits.DEFAULT,
                                    HttpFetcher.offline(),
                                    temporary,
                                    Progress.NONE));
        }
    }

    private List<String> files(String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(name))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.resolve(name).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
