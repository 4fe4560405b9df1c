package dev.plimsoll.image.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.image.target.ImageTargetContract;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ArchiveTargetTest extends ImageTargetContract {
    @Override
    protected ImageTarget target() {
        return new ArchiveTarget();
    }

    @Override
    protected String place(String name) {
        return "archive://" + folder.resolve("new/" + name + ".tar");
    }

    @Test
    void the_same_image_is_the_same_archive() {
        write(place("a"), SampleImages.with("text"));
        write(place("b"), SampleImages.with("text"));

        assertThat(folder.resolve("new/a.tar")).hasSameBinaryContentAs(folder.resolve("new/b.tar"));
    }

    @Test
    void a_file_that_changes_meanwhile_is_an_error_and_no_archive() {
        AtomicInteger opened = new AtomicInteger();
        FileBody changing = new FileBody() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[] {(byte) opened.incrementAndGet()});
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
                List.of(new LayerContent(
                        "made", List.of(LayerFile.file("changing", 0644, SampleImages.CREATED, changing)))),
                sample.annotations(),
                sample.attachments());

        assertThatThrownBy(() -> write(place("a"), image)).hasMessageContaining("has changed while it was written");
        assertThat(folder.resolve("new")).isEmptyDirectory();
    }
}
