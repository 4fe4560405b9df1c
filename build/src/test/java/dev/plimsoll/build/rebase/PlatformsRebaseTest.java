package dev.plimsoll.build.rebase;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.jar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.patch.ImagePatcher;
import dev.plimsoll.build.patch.JarImages;
import dev.plimsoll.build.patch.PatchOptions;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children and bases that are there for several platforms. */
class PlatformsRebaseTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void start() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.7");
        images.writeAll(
                "base",
                both(
                        new LayerContent("made", List.of(file("srv/lib.jar", jar("lib", "1.2.0")))),
                        new LayerContent("made", List.of(file("opt/lib.jar", jar("lib", "1.2.1"))))));
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        PatchOptions options = images.options("base", Map.of());
        images.with((tools, scanner) -> new ImagePatcher(tools, scanner).patchAll(options, images.place("patched")));
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private static <T> Map<Platform, T> both(T amd64, T arm64) {
        Map<Platform, T> all = new LinkedHashMap<>();
        all.put(AMD64, amd64);
        all.put(ARM64, arm64);
        return all;
    }

    private static LayerContent app(String path) {
        return new LayerContent("COPY app", List.of(file(path, path.getBytes(StandardCharsets.UTF_8))));
    }

    private void child(String amd64Base, String arm64Base) {
        images.writeAll("child", both(amd64Base, arm64Base), both(app("app/amd64"), app("app/arm64")));
    }

    private RebaseOptions options(String child, String onto) {
        return RebaseOptions.of(images.place(child), images.place(onto));
    }

    private Optional<RebasedIndex> rebase(String onto, ImageReference target) {
        return rebase(options("child", onto), target);
    }

    private Optional<RebasedIndex> rebase(RebaseOptions options, ImageReference target) {
        return images.with((tools, scanner) -> new ImageRebaser(tools, scanner).rebaseAll(options, target));
    }

    private Map<Platform, ProvedRebase> plans(Optional<ImageReference> target) {
        return images.with(
                (tools, scanner) -> new ImageRebaser(tools, scanner).planAll(options("child", "patched"), target));
    }

    private PlimsollException refused(String onto) {
        return assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> rebase(onto, images.place("new")))
                .satisfies(e -> assertThat(directory.resolve("new")).doesNotExist())
                .actual();
    }

    private ImageInfo info(String name, Platform platform) {
        return images.opened(name, platform, image -> image.info());
    }

    @Test
    void eachGetsTheSamePlatformOfTheNewBaseAndTheyAreOneAgain() {
        child("base", "base");

        RebasedIndex rebased = rebase("patched", images.place("new")).orElseThrow();

        assertThat(rebased.images()).containsOnlyKeys(AMD64, ARM64);
        rebased.images().forEach((platform, each) -> {
            assertThat(each.proved().before().findings()).hasSize(1);
            assertThat(each.proved().after().findings()).isEmpty();
            assertThat(each.documents().get()).containsKeys("openvex.json", "provenance.intoto.json", "sbom.cdx.json");
            ImageInfo now = info("new", platform);
            assertThat(now.digest()).contains(each.written().digest());
            assertThat(now.layers().subList(0, 2))
                    .extracting(layer -> layer.digest())
                    .isEqualTo(info("patched", platform).layers().stream()
                            .map(layer -> layer.digest())
                            .toList());
            assertThat(now.labels())
                    .containsEntry(
                            "org.opencontainers.image.base.digest",
                            info("patched", platform).digest().orElseThrow().toString());
            List<Platform> platforms = images.opened("new", platform, image -> image.platforms());
            assertThat(platforms).containsExactly(AMD64, ARM64);
        });
        assertThat(rebase("patched", images.place("again")).orElseThrow().digest())
                .isEqualTo(rebased.digest());
    }

    @Test
    void oneThatStandsOnTheNewBaseAlreadyIsTakenOver() {
        child("base", "patched");

        RebasedIndex rebased = rebase("patched", images.place("new")).orElseThrow();

        RebasedImage taken = Optional.ofNullable(rebased.images().get(ARM64)).orElseThrow();
        assertThat(taken.proved().plan().isNothing()).isTrue();
        assertThat(taken.documents().get()).containsKey("sbom.cdx.json").doesNotContainKey("openvex.json");
        assertThat(info("new", ARM64).imageId()).isEqualTo(info("child", ARM64).imageId());
        assertThat(info("new", AMD64).layers()).hasSize(3);
    }

    @Test
    void whereAllStandOnItAlreadyNothingIsWritten() {
        child("patched", "patched");

        assertThat(rebase("patched", images.place("new"))).isEmpty();
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void aPlatformThatTheNewBaseDoesNotHaveIsNamedAndNothingIsWritten() {
        child("base", "base");
        images.write("one", "base", Map.of(), app("new"));

        assertThat(refused("one"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLATFORM_NOT_FOUND))
                .hasMessageContaining(images.place("one") + "' is not there for linux/arm64")
                .hasMessageContaining("--platform");
    }

    @Test
    void ifOneCannotBeDoneNoneIsAndThePlatformIsNamed() {
        images.writeAll("child", both("base", "base"), both(app("app/amd64"), app("opt/lib.jar")));

        assertThat(refused("patched"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
                .hasMessageStartingWith("linux/arm64: ")
                .hasMessageContaining("/opt/lib.jar");
    }

    @Test
    void aDryRunProvesEach() {
        child("base", "patched");

        Map<Platform, ProvedRebase> plans = plans(Optional.empty());

        assertThat(plans).containsOnlyKeys(AMD64, ARM64);
        assertThat(plans.get(AMD64)).satisfies(each -> {
            assertThat(each.before().findings()).hasSize(1);
            assertThat(each.after().findings()).isEmpty();
        });
        assertThat(plans.get(ARM64))
                .satisfies(each -> assertThat(each.plan().isNothing()).isTrue());
        assertThat(plans(Optional.of(ImageReference.parse("local://new:1")))).containsOnlyKeys(Platform.ofMachine());
    }

    @Test
    void onePlatformCanBeChosen() {
        child("base", "base");

        assertThat(rebase(options("child", "patched").withPlatform(ARM64), images.place("new")))
                .isPresent();

        ImageInfo now = info("new", ARM64);
        assertThat(now.platform()).contains(ARM64);
        assertThat(now.layers()).hasSize(3);
        List<Platform> platforms = images.opened("new", ARM64, image -> image.platforms());
        assertThat(platforms).doesNotContain(AMD64);
    }

    @Test
    void aChildOfOnePlatformGetsThatOneOfTheNewBase() {
        images.writeAll("single", Map.of(ARM64, "base"), Map.of(ARM64, app("app/arm64")));

        RebasedIndex rebased =
                rebase(options("single", "patched"), images.place("new")).orElseThrow();

        assertThat(rebased.images()).containsOnlyKeys(ARM64);
        assertThat(info("new", ARM64).platform()).contains(ARM64);
    }

    @Test
    void anArchiveGetsTheImageOfThisMachine() {
        child("base", "base");
        Path archive = directory.resolve("new.tar");

        RebasedIndex rebased =
                rebase("patched", ImageReference.parse("archive://" + archive)).orElseThrow();

        assertThat(rebased.images()).containsOnlyKeys(Platform.ofMachine());
        assertThat(archive).isNotEmptyFile();
    }
}
