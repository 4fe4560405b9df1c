package dev.plimsoll.build.rebase;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.jar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.patch.JarImages;
import dev.plimsoll.build.patch.PatchedImage;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children of a base whose base is patched, or built anew. */
class RebaseTest {
    private static final Map<String, String> NO_LABELS = Map.of();
    private static final Map<String, String> PATCHED = Map.of("security.patch-base", "sha256:" + "a".repeat(64));

    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void start() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.7");
        images.publish("lib", "1.2.9");
        images.write(
                "base",
                "",
                Map.of("vendor", "example"),
                layer("FROM scratch", text("etc/passwd", "root"), text("usr/share/doc/lib/readme", "old")),
                layer("COPY lib", file("srv/lib-1.2.0.jar", jar("lib", "1.2.0"))));
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private static LayerFile text(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private static LayerContent layer(String line, LayerFile... files) {
        return new LayerContent(line, List.of(files));
    }

    private PatchedImage patch(String image, String name) {
        return images.patch(images.options(image, Map.of()), name).orElseThrow();
    }

    private RebaseOptions options(String child, String onto) {
        return RebaseOptions.of(images.place(child), images.place(onto));
    }

    private RebaseOptions options(String child, String from, String onto) {
        RebaseOptions plain = options(child, onto);
        return new RebaseOptions(
                plain.image(),
                plain.onto(),
                Optional.of(images.place(from)),
                plain.platform(),
                plain.compression(),
                plain.plainHttp());
    }

    private Optional<RebasedImage> rebase(RebaseOptions options, String name) {
        return images.with((tools, scanner) -> new ImageRebaser(tools, scanner).rebaseAll(options, images.place(name)))
                .map(index -> index.images().values().iterator().next());
    }

    private PlimsollException refused(RebaseOptions options) {
        return assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> rebase(options, "refused"))
                .satisfies(failure -> {
                    assertThat(directory.resolve("refused")).doesNotExist();
                    assertThatExceptionOfType(PlimsollException.class)
                            .as("a dry run says the same")
                            .isThrownBy(() -> images.with((tools, scanner) ->
                                    new ImageRebaser(tools, scanner).planAll(options, Optional.empty())))
                            .withMessage(failure.getMessage());
                })
                .actual();
    }

    private ImageInfo info(String name) {
        return images.opened(name, image -> image.info());
    }

    private List<String> history(String name) {
        return info(name).history().stream().map(ImageInfo.History::createdBy).toList();
    }

    private List<String> paths(String name) {
        return images.opened(
                name,
                image -> image.read(FileSelector.NOTHING)
                        .entries()
                        .filter(each -> each.kind() != FileEntry.Kind.DIRECTORY)
                        .map(FileEntry::path)
                        .toList());
    }

    @Test
    void aChildOfAPatchedBaseIsMendedWithoutABuild() {
        images.write(
                "child",
                "base",
                Map.of("own", "label"),
                layer("COPY app", text("opt/app", "1")),
                layer("RUN useradd", text("etc/passwd", "root and app")));
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        PatchedImage base = patch("base", "patched");
        String untouched = info("child").digest().toString();

        RebasedImage rebased = rebase(options("child", "patched"), "new").orElseThrow();
        RebasedImage again = rebase(options("child", "patched"), "again").orElseThrow();

        assertThat(again.written().digest()).isEqualTo(rebased.written().digest());
        assertThat(info("child").digest()).hasToString(untouched);
        assertThat(rebased.proved().before().findings())
                .extracting(each -> each.id())
                .containsExactly("CVE-2026-0001");
        assertThat(rebased.proved().after().findings()).isEmpty();
        assertThat(info("new").layers().subList(0, 3))
                .extracting(each -> each.digest())
                .isEqualTo(info("patched").layers().stream()
                        .map(each -> each.digest())
                        .toList());
        assertThat(info("new").layers().subList(3, 5))
                .extracting(each -> each.diffId())
                .isEqualTo(info("child").layers().subList(2, 4).stream()
                        .map(each -> each.diffId())
                        .toList());
        assertThat(history("new"))
                .containsExactly(
                        "FROM scratch", "COPY lib", "plimsoll patch: org.example:lib 1.2.7", "COPY app", "RUN useradd");
        assertThat(info("new").labels())
                .containsEntry("own", "label")
                .containsEntry("vendor", "example")
                .containsEntry(
                        "org.opencontainers.image.base.digest",
                        base.written().digest().toString())
                .containsKey("security.patch-base");
        assertThat(paths("new"))
                .containsExactlyInAnyOrder(
                        "etc/passwd", "opt/app", "srv/lib-1.2.0.jar", "srv/lib-1.2.7.jar", "usr/share/doc/lib/readme");
        assertThat(rebased.proved().plan())
                .isEqualTo(new RebasePlan(
                        "the new base without its patch, as its layers say", 2, 3, 2, List.of(), List.of()));
    }

    @Test
    void aChildOfAFormerPatchIsMendedByTheNextOne() {
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        patch("base", "first");
        images.write("child", "first", NO_LABELS, layer("COPY app", text("opt/app", "1")));
        images.flaw("CVE-2026-0002", "lib", "1.2.9");
        patch("first", "second");

        RebasedImage rebased = rebase(options("child", "second"), "new").orElseThrow();

        assertThat(rebased.proved().after().findings()).isEmpty();
        assertThat(rebased.proved().plan().oldLayers()).isEqualTo(3);
        assertThat(history("new"))
                .containsExactly("FROM scratch", "COPY lib", "plimsoll patch: org.example:lib 1.2.9", "COPY app");
        assertThat(rebase(options("new", "second"), "third")).isEmpty();
        assertThat(directory.resolve("third")).doesNotExist();
    }

    @Test
    void aBaseThatWasBuiltAnewNeedsTheOldOneByHandAndUnchangedSettingsFollowIt() {
        images.write("child", "base", Map.of("own", "label"), layer("COPY app", text("opt/app", "1")));
        images.write(
                "rebuilt",
                "",
                Map.of("vendor", "another"),
                layer("FROM nothing", text("etc/passwd", "root"), file("srv/lib-1.2.7.jar", jar("lib", "1.2.7"))));

        assertThat(refused(options("child", "rebuilt")).getMessage())
                .contains("it is not known on what")
                .contains("no layers in common")
                .contains("--from");
        RebasedImage rebased =
                rebase(options("child", "base", "rebuilt"), "new").orElseThrow();

        assertThat(rebased.proved().plan().followed()).containsExactly("Labels vendor");
        assertThat(info("new").labels()).containsEntry("vendor", "another").containsEntry("own", "label");
        assertThat(history("new")).containsExactly("FROM nothing", "COPY app");
        assertThat(paths("new")).containsExactlyInAnyOrder("etc/passwd", "opt/app", "srv/lib-1.2.7.jar");
    }

    @Test
    void anotherImageIsNotTakenForTheOldBase() {
        images.write("child", "base", NO_LABELS, layer("COPY app", text("opt/app", "1")));
        images.write("other", "", NO_LABELS, layer("made", text("etc/passwd", "other")));
        images.write("onto", "", NO_LABELS, layer("made", text("etc/passwd", "onto")));

        assertThat(refused(options("child", "other", "onto")))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("its lowest layers are others");
    }

    @Test
    void aChildThatInstalledPackagesIsRefusedWithTheFiles() {
        images.write(
                "debian",
                "base",
                NO_LABELS,
                layer("apt", text("var/lib/dpkg/status", "a"), text("var/lib/dpkg/info/a.list", "a")));
        images.write(
                "patched",
                "debian",
                PATCHED,
                layer("plimsoll patch: org.example:lib 1.2.0", text("var/lib/dpkg/status", "b")));
        LayerFile[] files = IntStream.range(0, 12)
                .mapToObj(i -> text("var/lib/dpkg/info/" + (char) ('b' + i) + ".list", "x"))
                .toArray(LayerFile[]::new);
        images.write("child", "debian", NO_LABELS, layer("RUN apt-get install", files));

        assertThat(refused(options("child", "patched")))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
                .hasMessageContaining("it installed packages itself")
                .hasMessageContaining("/var/lib/dpkg/info/b.list")
                .hasMessageContaining("/var/lib/dpkg/info/k.list and 2 more")
                .hasMessageNotContaining("l.list");
    }

    @Test
    void inADistrolessImageAPackageMoreIsNoChangeOfTheBases() {
        images.write("debian", "base", NO_LABELS, layer("a", text("var/lib/dpkg/status.d/a", "a")));
        images.write(
                "patched",
                "debian",
                PATCHED,
                layer("plimsoll patch: org.example:lib 1.2.0", text("var/lib/dpkg/status.d/a", "b")));
        images.write("more", "debian", NO_LABELS, layer("b", text("var/lib/dpkg/status.d/b", "b")));
        images.write("same", "debian", NO_LABELS, layer("b", text("var/lib/dpkg/status.d/a", "c")));

        assertThat(rebase(options("more", "patched"), "new")).isPresent();
        assertThat(refused(options("same", "patched"))).hasMessageContaining("/var/lib/dpkg/status.d/a");
    }

    @Test
    void whatBothChangeIsRefusedAndWhatOnlyOneOfThemChangesIsNot() {
        images.write(
                "patched",
                "base",
                PATCHED,
                layer(
                        "plimsoll patch: org.example:lib 1.2.0",
                        text("srv/new", "of the patch"),
                        text("usr/share/doc/lib/readme", "new"),
                        text("etc/passwd", "toor")));
        images.write("overwrites", "base", NO_LABELS, layer("RUN", text("etc/passwd", "root and app")));
        images.write("adds", "base", NO_LABELS, layer("RUN", text("srv/new", "own")));
        images.write("deletes", "base", NO_LABELS, layer("RUN", text("etc/.wh.passwd", "")));
        images.write("hides", "base", NO_LABELS, layer("RUN", text("srv/.wh..wh..opq", "")));
        images.write("slims", "base", NO_LABELS, layer("RUN", text("usr/share/.wh.doc", "")));
        images.write("jar", "base", NO_LABELS, layer("RUN", text("srv/lib-1.2.0.jar", "none")));

        for (String each : List.of("overwrites", "deletes")) {
            assertThat(refused(options(each, "patched")))
                    .hasMessageContaining("change the same files")
                    .hasMessageEndingWith("/etc/passwd");
        }
        for (String each : List.of("adds", "hides")) {
            assertThat(refused(options(each, "patched"))).hasMessageEndingWith(": /srv/new");
        }
        for (String each : List.of("slims", "jar")) {
            assertThat(rebase(options(each, "patched"), "new-" + each)).as(each).isPresent();
        }
        assertThat(paths("new-slims"))
                .doesNotContain("usr/share/doc/lib/readme")
                .contains("srv/new");
    }

    @Test
    void aTagAloneIsNoName() throws IOException {
        images.write("child", "base", NO_LABELS, layer("COPY app", text("opt/app", "1")));
        images.write("rebuilt", "", NO_LABELS, layer("FROM nothing", text("etc/passwd", "root")));
        for (String each : List.of("child", "rebuilt")) {
            Path index = directory.resolve(each).resolve("index.json");
            String tagged = Files.readString(index)
                    .replaceFirst(
                            "\\{\"mediaType\":\"application/vnd.oci.image.manifest",
                            "{\"annotations\":{\"org.opencontainers.image.ref.name\":\"1\"},"
                                    + "\"mediaType\":\"application/vnd.oci.image.manifest");
            Files.writeString(index, tagged);
            assertThat(info(each).tags()).containsExactly("1");
        }

        assertThat(rebase(options("child", "base", "rebuilt"), "new")).isPresent();

        assertThat(info("new").tags()).doesNotContain("1");
        assertThat(info("new").labels()).doesNotContainKey("org.opencontainers.image.base.name");
    }

    @Test
    void anImageForAnotherPlatformIsRefused() {
        images.write("child", "base", NO_LABELS, layer("COPY app", text("opt/app", "1")));
        images.platform("linux/arm64");
        images.write("arm", "", NO_LABELS, layer("FROM scratch", text("etc/passwd", "root")));

        assertThat(refused(options("child", "base", "arm"))).hasMessageContaining("arm' is not there for linux/amd64");
    }

    @Test
    void aNewFindingIsAnErrorAndNothingIsWritten() {
        images.write("child", "base", NO_LABELS, layer("COPY app", text("opt/app", "1")));
        images.write(
                "worse",
                "",
                NO_LABELS,
                layer("FROM scratch", text("etc/passwd", "root"), file("srv/other-1.jar", jar("other", "1"))));
        images.flaw("CVE-2026-0009", "other", "2");

        assertThat(refused(options("child", "base", "worse")))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BUILD_FAILED))
                .hasMessageContaining("CVE-2026-0009 of org.example:other");
    }

    @Test
    void packagesThatAreGoneOrOlderAreNamed() {
        String release = "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n";
        images.write("old", "", NO_LABELS, debian(release, "a 2", "b 1"));
        images.write("child", "old", NO_LABELS, layer("COPY app", text("opt/app", "1")));
        images.write("older", "", NO_LABELS, debian(release, "a 1", "c 1"));
        images.write("other", "", NO_LABELS, debian(release.replace("bookworm", "trixie"), "a 2", "b 1"));

        assertThat(refused(options("child", "old", "older"))).hasMessageContaining("or only older: a 2, b 1;");
        assertThat(refused(options("child", "old", "other")))
                .hasMessageContaining("the new base is of debian trixie, but the image of debian bookworm");
    }

    private static LayerContent debian(String release, String... packages) {
        StringBuilder status = new StringBuilder();
        Stream.of(packages)
                .map(each -> each.split(" "))
                .forEach(each -> status.append("Package: " + each[0]
                        + "\nStatus: install ok installed\nArchitecture: all\n" + "Version: " + each[1] + "\n\n"));
        return layer("debian", text("etc/os-release", release), text("var/lib/dpkg/status", status.toString()));
    }

    @Test
    void aLabelThatNamesABaseThatCannotBeHadSaysSo() {
        images.write(
                "child",
                "base",
                Map.of("org.opencontainers.image.base.name", "127.0.0.1:1/none:1"),
                layer("COPY app", text("opt/app", "1")));
        images.write("other", "", NO_LABELS, layer("made", text("etc/passwd", "other")));

        assertThat(refused(options("child", "other")))
                .hasMessageContaining("127.0.0.1:1/none:1 as its base, which could not be looked at")
                .hasMessageContaining("--from");
    }
}
