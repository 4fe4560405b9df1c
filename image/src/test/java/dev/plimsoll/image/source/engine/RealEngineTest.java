package dev.plimsoll.image.source.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Trees;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine with a real image, against the same image as an archive. */
@RequiresCommand({"dockerd", "docker"})
@RequiresFile("fixtures/images/alpine-310.tar.gz")
@Timeout(180)
class RealEngineTest {
    private static final Path ARCHIVE = SharedFiles.path("fixtures/images/alpine-310.tar.gz");

    @TempDir
    Path directory;

    @Test
    void anImageInTheEngineGivesTheTreeOfTheArchive() {
        try (DockerDaemon engine = DockerDaemon.start(directory.resolve("d"))) {
            engine.docker("load", "--input", ARCHIVE.toString());
            String id = engine.docker("images", "--no-trunc", "--quiet").strip();
            engine.docker("tag", id, "127.0.0.1:5000/team/alpine:3.10");
            List<String> before = images(engine);

            List<String> archive = Trees.read("archive://" + ARCHIVE, directory.resolve("temp"));
            for (String name : List.of("127.0.0.1:5000/team/alpine:3.10", id, id.substring(7, 19))) {
                try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                        Image image = open(engine, name, tempFiles)) {
                    assertThat(Trees.lines(image.read(Trees.ALL))).as(name).isEqualTo(archive);
                    assertThat(image.info().imageId().orElseThrow()).hasToString(id);
                }
            }
            try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"))) {
                assertThatExceptionOfType(PlimsollException.class)
                        .isThrownBy(() -> open(engine, "absent:1", tempFiles))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND));
            }
            assertThat(images(engine)).as("the engine is only read").isEqualTo(before);
        }
    }

    /** The engine lists images of the same age in any order. */
    private static List<String> images(DockerDaemon engine) {
        return engine.docker("images", "--all", "--no-trunc").lines().sorted().toList();
    }

    private static Image open(DockerDaemon engine, String name, TempFiles tempFiles) {
        return new EngineSource()
                .open(
                        ImageReference.parse("local://" + name),
                        OpenOptions.of(Map.of("DOCKER_HOST", engine.host()), HttpFetcher.offline(), tempFiles));
    }
}
