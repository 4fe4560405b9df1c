package dev.plimsoll.image.target.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.target.ImageTargetContract;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is what is read, by us and by others. */
class OciLayoutTargetTest extends ImageTargetContract {
    @Override
    protected ImageTarget target() {
        return new OciLayoutTarget();
    }

    @Override
    protected String place(String name) {
        return "oci-dir://" + folder.resolve(name);
    }

    @Test
    void the_former_image_leaves_nothing_behind() throws IOException {
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
        Files.writeString(folder.resolve("a/index.json.partial"), "half");
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
    void a_layout_of_several_images_is_not_replaced_by_one() throws IOException {
        write("a", LayerCompression.GZIP, "text");
        Path index = folder.resolve("a/index.json");
        String several = "{\"manifests\":[{\"digest\":\"sha256:1\"},{\"digest\":\"sha256:2\"},"
                + "{\"digest\":\"sha256:3\",\"artifactType\":\"text/plain\"}]}";
        Files.writeString(index, several);

        assertThatThrownBy(() -> write("a", LayerCompression.GZIP, "other"))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("is an OCI layout of 2 images");
        assertThat(index).hasContent(several);
    }

    @Test
    void two_builds_do_not_write_into_one_directory() throws IOException {
        AtomicReference<String> other = new AtomicReference<>("");
        AtomicReference<String> otherProcess = new AtomicReference<>("");
        FileBody body = new FileBody() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() {
                assertThatExceptionOfType(PlimsollException.class)
                        .isThrownBy(() -> write("a", LayerCompression.GZIP, "other"))
                        .satisfies(e -> other.set(e.getMessage()));
                otherProcess.set(WriterProcess.write(place("a"), folder.resolve("tmp")));
                return new ByteArrayInputStream(new byte[1]);
            }
        };
        NewImage sample = SampleImages.with("text");
        NewImage image = new NewImage(
                sample.name(),
                sample.platform(),
                sample.run(),
                sample.labels(),
                sample.created(),
                sample.author(),
                List.of(new LayerContent("", List.of(LayerFile.file("f", 0644, SampleImages.CREATED, body)))),
                Map.of(),
                List.of());
        write(place("a"), image);

        assertThat(other.get()).contains("another build is writing to " + folder.resolve("a"));
        assertThat(otherProcess.get()).contains("another build is writing to " + folder.resolve("a"));
        assertThat(files("a")).hasSize(5).noneMatch(name -> name.endsWith(".partial"));
    }

    @ParameterizedTest
    @CsvSource({
        "redis,docker.io/library/redis:latest,latest",
        "team/redis:7,docker.io/team/redis:7,7",
        "registry.example:5000/team/app,registry.example:5000/team/app:latest,latest"
    })
    void engines_find_its_whole_name_and_others_its_tag(String name, String whole, String tag) throws IOException {
        write(place("a"), SampleImages.with("text").withName(name));

        assertThat(Files.readString(folder.resolve("a/index.json")))
                .contains(
                        "\"io.containerd.image.name\":\"" + whole + "\"",
                        "\"org.opencontainers.image.ref.name\":\"" + tag + "\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP"})
    @RequiresCommand("skopeo")
    void skopeo_reads_it_and_finds_what_lies_beside_it(LayerCompression compression) throws IOException {
        WrittenImage written = write("a", compression, "text");

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
        return write(place(name), SampleImages.with(text), compression);
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
