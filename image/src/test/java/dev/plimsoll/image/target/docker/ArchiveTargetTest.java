package dev.plimsoll.image.target.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.source.docker.ArchiveSource;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.target.engine.EngineTarget;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives are read by us and by a real engine. */
class ArchiveTargetTest {
    @TempDir
    private Path folder;

    @Test
    void an_image_is_read_back_as_it_was_written() {
        WrittenImage written = write(new ArchiveTarget(), "archive://" + folder.resolve("a.tar"), Map.of());

        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"));
                Image image = new ArchiveSource()
                        .open(
                                ImageReference.parse("archive://" + folder.resolve("a.tar")),
                                OpenOptions.of(Map.of(), HttpFetcher.offline(), temporary))) {
            assertThat(image.info().imageId()).contains(written.imageId());
            assertThat(image.info().tags()).containsExactly("plimsoll/app:latest");
            assertThat(image.info().run()).contains(SampleImages.RUN);
            assertThat(image.read(FileSelector.NOTHING).entries().map(FileEntry::path))
                    .containsExactly("bin", "bin/again", "bin/app", "bin/link");
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".partial"));
    }

    @Test
    void the_same_image_is_the_same_archive() {
        write(new ArchiveTarget(), "archive://" + folder.resolve("a.tar"), Map.of());
        write(new ArchiveTarget(), "archive://" + folder.resolve("b.tar"), Map.of());

        assertThat(folder.resolve("a.tar")).hasSameBinaryContentAs(folder.resolve("b.tar"));
    }

    @Test
    @RequiresCommand({"dockerd", "docker"})
    void a_real_engine_takes_it_under_the_name_that_it_is_given() throws Exception {
        try (DockerDaemon docker = DockerDaemon.start(folder.resolve("d"))) {
            WrittenImage written = write(new EngineTarget(), "local://app:1", Map.of("DOCKER_HOST", docker.host()));

            assertThat(docker.docker("image", "inspect", "app:1"))
                    .contains(written.imageId().toString())
                    .contains("SIGINT");
        }
    }

    private WrittenImage write(ImageTarget target, String reference, Map<String, String> environment) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"))) {
            return target.write(
                    SampleImages.with("text"),
                    ImageReference.parse(reference),
                    new WriteOptions(
                            LayerCompression.GZIP,
                            false,
                            environment,
                            Limits.DEFAULT,
                            HttpFetcher.offline(),
                            temporary,
                            Progress.NONE));
        }
    }
}
