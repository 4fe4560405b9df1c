package dev.plimsoll.build.patch;

import static dev.plimsoll.build.patch.JarImages.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that was patched before, patched again. */
class FormerPatchTest {
    private static final String BASE = "sha256:" + "a".repeat(64);
    private static final Map<String, String> PATCHED = Map.of(PatchLabels.BASE, BASE);

    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void start() throws IOException {
        images = new JarImages(directory);
        for (String version : List.of("1.2.7", "1.2.9", "1.3.0")) {
            images.publish("lib", version);
        }
        images.publish("other", "1.1");
        images.writeLibraries("image");
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private PatchedImage patched(String image, Map<String, String> to, String name) {
        return images.patch(images.options(image, to), name).orElseThrow();
    }

    private static List<String> libraries(ScanResult image) {
        return image.inventory().components().stream()
                .map(each -> each.name() + " " + each.version())
                .sorted()
                .toList();
    }

    private ImageInfo info(String name) {
        return images.opened(name, image -> image.info());
    }

    @Test
    void withoutNewsNothingIsWritten() {
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        patched("image", Map.of(), "first");

        assertThat(images.patch(images.options("first", Map.of()), "second")).isEmpty();
        assertThat(directory.resolve("second")).doesNotExist();
        assertThat(images.plan(images.options("first", Map.of())).changes()).isEmpty();
    }

    @Test
    void theNewPatchTakesThePlaceOfTheFormerOneAsIfThatHadNotBeen() {
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        patched("image", Map.of(), "first");
        images.flaw("CVE-2026-0002", "lib", "1.2.9");
        images.flaw("CVE-2026-0003", "other", "1.1");
        PatchedImage direct = patched("image", Map.of(), "direct");

        PatchedImage second = patched("first", Map.of(), "second");

        assertThat(second.written().digest()).isEqualTo(direct.written().digest());
        assertThat(info("second").layers()).hasSize(2);
        assertThat(info("second").history()).hasSize(2);
        assertThat(second.before().findings())
                .extracting(each -> each.id())
                .containsExactly("CVE-2026-0002", "CVE-2026-0003");
        assertThat(second.plan().changes())
                .extracting(each -> each.name() + " " + each.from() + " " + each.to())
                .containsExactly("org.example:lib 1.2.7 1.2.9", "org.example:other 1.0 1.1");
        assertThat(second.after().findings()).isEmpty();
    }

    @Test
    void whatIsPatchedNeedNotBeThereAnyMore() throws IOException {
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        String base = patched("image", Map.of(), "first")
                .before()
                .image()
                .digest()
                .orElseThrow()
                .toString();
        Files.move(directory.resolve("image"), directory.resolve("moved"));
        images.flaw("CVE-2026-0002", "lib", "1.2.9");

        patched("first", Map.of(), "second");

        assertThat(info("second").labels()).containsEntry(PatchLabels.BASE, base);
        assertThat(info("second").layers()).hasSize(2);
    }

    @Test
    void whatTheFormerPatchDidStaysThoughNothingAsksForItNow() {
        patched("image", Map.of("lib", "1.3.0"), "first");
        images.flaw("CVE-2026-0003", "other", "1.1");

        PatchedImage second = patched("first", Map.of(), "second");

        assertThat(libraries(second.after())).containsExactly("org.example:lib 1.3.0", "org.example:other 1.1");
        assertThat(second.plan().changes()).extracting(PatchPlan.Change::name).containsExactly("org.example:other");
        assertThat(info("second").layers()).hasSize(2);
    }

    @Test
    void anOlderVersionThanTheFormerPatchBroughtIsNotTaken() {
        patched("image", Map.of("lib", "1.3.0"), "first");

        assertThat(images.patch(images.options("first", Map.of("lib", "1.2.7")), "second"))
                .isEmpty();
    }

    @Test
    void whereItCannotBeHadAgainTheNewPatchGoesOnTop() throws IOException {
        patched("image", Map.of("lib", "1.3.0"), "first");
        images.withdraw("lib", "1.3.0");
        images.flaw("CVE-2026-0003", "other", "1.1");

        PatchedImage second = patched("first", Map.of(), "second");

        assertThat(libraries(second.after())).containsExactly("org.example:lib 1.3.0", "org.example:other 1.1");
        assertThat(info("second").layers()).hasSize(3);
        assertThat(second.plan().notes())
                .contains("the layer of the former patch stays below the new one: org.example:lib 1.3.0 can't be had"
                        + " again");
    }

    @Test
    void aHistoryThatNamesWhatIsNotThereTakesNoLayerAway() {
        images.write(
                "strange",
                "image",
                PATCHED,
                new LayerContent("plimsoll patch: org.example:lib 1.9", List.of(file("own", new byte[] {1}))));
        images.flaw("CVE-2026-0003", "other", "1.1");

        PatchedImage patched = patched("strange", Map.of(), "patched");

        assertThat(info("patched").layers()).hasSize(3);
        assertThat(patched.plan().notes()).anyMatch(each -> each.contains("which the image does not have"));
    }

    @Test
    void aPatchIsKnownByItsLabelAndAsTheLastLineOfHistoryOnly() {
        LayerContent patch = new LayerContent("plimsoll patch: app 2", List.of(file("new", new byte[] {1})));
        images.write("unlabelled", "image", Map.of(), patch);
        images.write("patched", "image", PATCHED, patch);
        images.write("child", "patched", Map.of(), new LayerContent("COPY more", List.of(file("more", new byte[] {2
        }))));

        assertThat(FormerPatch.of(info("patched")))
                .hasValue(new FormerPatch(List.of(new FormerPatch.Brought("dpkg", "app", "2")), BASE));
        for (String each : List.of("image", "unlabelled", "child")) {
            assertThat(FormerPatch.of(info(each))).as(each).isEqualTo(Optional.empty());
        }
    }
}
