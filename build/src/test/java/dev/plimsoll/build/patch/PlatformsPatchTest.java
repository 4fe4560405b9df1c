package dev.plimsoll.build.patch;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.jar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that is there for several platforms. */
class PlatformsPatchTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void start() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.7");
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private void image(String amd64, String arm64) {
        Map<Platform, LayerContent> layers = new LinkedHashMap<>();
        layers.put(AMD64, new LayerContent("made", List.of(file("srv/lib.jar", jar("lib", amd64)))));
        layers.put(ARM64, new LayerContent("made", List.of(file("opt/lib.jar", jar("lib", arm64)))));
        images.writeAll("image", layers);
    }

    private Optional<PatchedIndex> patch(ImageReference target) {
        return patch(images.options("image", Map.of()), target);
    }

    private Optional<PatchedIndex> patch(PatchOptions options, ImageReference target) {
        return images.with((tools, scanner) -> new ImagePatcher(tools, scanner).patchAll(options, target));
    }

    private ImageInfo info(String name, Platform platform) {
        return images.opened(name, platform, image -> image.info());
    }

    private List<String> files(String name, Platform platform) {
        return images.opened(
                name,
                platform,
                image -> image.read(FileSelector.NOTHING)
                        .entries()
                        .map(FileEntry::path)
                        .toList());
    }

    @Test
    void eachIsPatchedAndTheyAreOneAgain() {
        image("1.2.0", "1.2.1");

        PatchedIndex patched = patch(images.place("patched")).orElseThrow();

        assertThat(patched.images()).containsOnlyKeys(AMD64, ARM64);
        assertThat(patched.images().values()).allSatisfy(each -> {
            assertThat(each.before().findings()).hasSize(1);
            assertThat(each.after().findings()).isEmpty();
        });
        patched.images().forEach((platform, each) -> {
            List<Platform> platforms = images.opened("patched", platform, image -> image.platforms());
            assertThat(platforms).containsExactly(AMD64, ARM64);
            assertThat(info("patched", platform).digest())
                    .contains(each.written().digest());
        });
        assertThat(patch(images.place("again")).orElseThrow().digest()).isEqualTo(patched.digest());
    }

    @Test
    void oneWithoutNewsIsTakenOver() {
        image("1.2.0", "1.2.7");

        assertThat(patch(images.place("patched"))).isPresent();

        assertThat(files("patched", ARM64)).isEqualTo(files("image", ARM64));
        assertThat(info("patched", ARM64).layers()).hasSize(1);
        assertThat(info("patched", AMD64).layers()).hasSize(2);
    }

    @Test
    void withoutNewsForAnyNothingIsWritten() {
        image("1.2.7", "1.2.7");

        assertThat(patch(images.place("patched"))).isEmpty();
        assertThat(directory.resolve("patched")).doesNotExist();
    }

    @Test
    void anArchiveGetsTheImageOfThisMachine() {
        image("1.2.0", "1.2.0");
        ImageReference archive = ImageReference.parse("archive://" + directory.resolve("patched.tar"));

        PatchedIndex patched = patch(archive).orElseThrow();

        assertThat(patched.images()).containsOnlyKeys(Platform.ofMachine());
        assertThat(directory.resolve("patched.tar")).isNotEmptyFile();
    }

    @Test
    void aPlanIsOfEachPlatformThatTheTargetHolds() {
        image("1.2.0", "1.2.7");
        PatchOptions options = images.options("image", Map.of());

        Map<Platform, PatchPlan> all = plans(options, Optional.empty());

        assertThat(all.keySet()).containsExactly(AMD64, ARM64);
        assertThat(all.values()).extracting(each -> each.changes().size()).containsExactly(1, 0);
        assertThat(plans(options, Optional.of(ImageReference.parse("local://patched:1"))))
                .containsOnlyKeys(Platform.ofMachine());
    }

    private Map<Platform, PatchPlan> plans(PatchOptions options, Optional<ImageReference> target) {
        return images.with((tools, scanner) -> new ImagePatcher(tools, scanner).planAll(options, target));
    }

    @Test
    void anImageOfOnePlatformIsOpenedOnce() throws IOException {
        images.write(
                "image", "", Map.of(), new LayerContent("made", List.of(file("srv/lib.jar", jar("lib", "1.2.0")))));
        try (LoopbackServer registry = LoopbackServer.start()) {
            Path blobs = directory.resolve("image/blobs/sha256");
            try (Stream<Path> files = Files.list(blobs)) {
                for (Path each : files.toList()) {
                    registry.put("/v2/app/blobs/sha256:" + each.getFileName(), Files.readAllBytes(each));
                }
            }
            String digest = info("image", AMD64).digest().orElseThrow().hex();
            registry.put("/v2/app/manifests/1", Files.readAllBytes(blobs.resolve(digest)));
            ImageReference image = ImageReference.parse("registry://" + registry.authority() + "/app:1");

            assertThat(patch(images.builder(image).build(), images.place("patched")))
                    .isPresent();

            assertThat(registry.requests("/v2/app/manifests/1")).hasSize(1);
        }
    }
}
