package dev.plimsoll.image.target.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.image.target.ImageTargetContract;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.ImageTarget;
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
}
