package dev.plimsoll.build.patch;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.jar;
import static dev.plimsoll.build.patch.JarImages.maven;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.write.LayerContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patch that does not do what it says is an error that names the findings, and there is no image. */
class BrokenPromiseTest {
    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void start() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.5");
        images.publish("lib", "1.2.7");
        images.write(
                "image",
                "",
                Map.of(),
                new LayerContent("made", List.of(file("srv/lib-1.2.0.jar", jar("lib", "1.2.0")))));
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private static VersionRange from(String introduced, String fixed) {
        return new VersionRange(
                VersionRange.Kind.ECOSYSTEM,
                List.of(
                        new VersionRange.Event(VersionRange.Event.Type.INTRODUCED, introduced),
                        new VersionRange.Event(VersionRange.Event.Type.FIXED, fixed)));
    }

    private void assertFails(Map<String, String> to, String why) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> images.patch(images.options("image", to), "patched"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BUILD_FAILED))
                .withMessageContainingAll(why, "nothing was written");
        assertThat(directory.resolve("patched")).doesNotExist();
    }

    @Test
    void aFlawThatIsThereAgainInTheNewVersionIsNotMended() {
        images.flaw("CVE-2026-0001", maven("lib"), "", from("0", "1.2.5"), from("1.2.6", "1.3.0"));

        assertFails(
                Map.of("lib", "1.2.7"),
                "should have mended CVE-2026-0001 of org.example:lib, but a new scan still finds that");
    }

    @Test
    void aFlawThatTheNewVersionBringsIsNamed() {
        images.flaw("CVE-2026-0001", "lib", "1.2.5");
        images.flaw("CVE-2026-0002", maven("lib"), "", from("1.2.5", "1.2.9"));

        assertFails(Map.of(), "finds CVE-2026-0002 of org.example:lib, which was not there before");
    }
}
