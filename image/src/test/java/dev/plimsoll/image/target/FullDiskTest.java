package dev.plimsoll.image.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk of 256 KiB takes one small image, and not one of a megabyte. Only root may mount it. */
@RequiresCommand({"mount", "umount"})
class FullDiskTest {
    @TempDir
    private Path folder;

    private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
        try {
            Command.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
            mounted = true;
        } catch (IllegalStateException e) {
            Assumptions.abort("no disk could be mounted here: " + e.getMessage());
        }
    }

    @AfterEach
    void unmount() {
        if (mounted) {
            Command.run("umount", disk.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-dir://DISK/image", "archive://DISK/image.tar"})
    void an_image_without_room_costs_the_former_one_nothing(String place) throws IOException {
        String reference = place.replace("DISK", disk.toString());
        WrittenImage small = write(reference, SampleImages.with("text"), folder.resolve("tmp"));
        List<String> before = files();

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> write(reference, large(), folder.resolve("tmp")))
                .withMessageContaining("No space left on device")
                .withMessageContaining(disk.toString())
                .withMessageContaining("what was there before is still there")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_ACCESS));

        assertThat(files()).isEqualTo(before);
        assertThat(write(reference, SampleImages.with("text"), folder.resolve("tmp")))
                .isEqualTo(small);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-dir://DISK/image", "archive://DISK/image.tar"})
    void a_first_image_without_room_leaves_nothing(String place) throws IOException {
        String reference = place.replace("DISK", disk.toString());

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> write(reference, large(), folder.resolve("tmp")));

        assertThat(files()).allMatch(name -> name.endsWith("oci-layout"));
    }

    private static NewImage large() {
        NewImage sample = SampleImages.with("text");
        byte[] noise = new byte[1 << 20];
        new java.util.Random(1).nextBytes(noise);
        LayerFile file = LayerFile.file("noise", 0644, SampleImages.CREATED, FileBody.of(noise));
        return new NewImage(
                sample.name(),
                sample.platform(),
                sample.run(),
                sample.labels(),
                sample.created(),
                sample.author(),
                List.of(sample.layers().get(0), new LayerContent("more", List.of(file))),
                sample.annotations(),
                sample.attachments());
    }

    private static WrittenImage write(String reference, NewImage image, Path temporary) {
        try (TempFiles tempFiles = TempFiles.under(temporary)) {
            return ImageTargets.write(
                    image,
                    ImageReference.parse(reference),
                    new WriteOptions(
                            LayerCompression.GZIP,
                            false,
                            Map.of(),
                            Limits.DEFAULT,
                            HttpFetcher.offline(),
                            tempFiles,
                            Progress.NONE,
                            Optional.empty()));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(disk)) {
            return all.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }
}
