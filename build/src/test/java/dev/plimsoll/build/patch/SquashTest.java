package dev.plimsoll.build.patch;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.jar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Want;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of a patched image in one layer, against the same patch in a layer of its own. */
class SquashTest {
    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void start() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.7");
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        LayerFile tool = new LayerFile(
                "usr/bin/tool",
                LayerFile.Type.FILE,
                04755,
                1,
                2,
                Instant.parse("2020-02-02T02:02:02Z"),
                "",
                Optional.of(FileBody.of(new byte[] {1, 2, 3})),
                Map.of("security.capability", new byte[] {1, 0, 0, 2}));
        images.write(
                "image",
                "",
                Map.of("own", "label"),
                new LayerContent(
                        "lower",
                        List.of(
                                LayerFile.directory("srv", 01777, JarImages.DATE)
                                        .withOwner(5, 6),
                                file("srv/lib-1.2.0.jar", jar("lib", "1.2.0")),
                                tool,
                                link("usr/bin/same", "usr/bin/tool"),
                                text("etc/first", "one"),
                                link("etc/second", "etc/first"),
                                text("etc/hidden", "gone"),
                                text("old/file", "gone"),
                                LayerFile.symlink("lib", "usr/lib", JarImages.DATE),
                                text("na\u00efve \u2603", "name"))),
                new LayerContent(
                        "upper",
                        List.of(
                                text("etc/first", "two"),
                                text("etc/.wh.hidden", ""),
                                text(".wh.old", ""),
                                text("lib/through-a-link", "there"),
                                text("empty", ""))));
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private static LayerFile text(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private static LayerFile link(String path, String target) {
        return new LayerFile(
                path, LayerFile.Type.HARD_LINK, 0, 0, 0, JarImages.DATE, target, Optional.empty(), Map.of());
    }

    private PatchOptions options(boolean squash) {
        return images.builder(images.place("image")).squash(squash).build();
    }

    /** Everything of a tree but which layer it came from. */
    private Map<String, String> tree(String name) {
        FileSelector all = new FileSelector() {
            @Override
            public boolean wantsDetails() {
                return true;
            }

            @Override
            public Want select(String path, long size, int mode) {
                return Want.CONTENT;
            }
        };
        return images.opened(name, image -> {
            FileTree tree = image.read(all);
            Map<String, String> entries = new TreeMap<>();
            tree.entries().forEach(each -> entries.put(each.path(), text(each, tree)));
            tree.hardLinks()
                    .forEach(names -> entries.put(
                            "links of " + names.get(0).path(),
                            names.stream().map(FileEntry::path).toList().toString()));
            assertThat(tree.gaps()).isEmpty();
            return entries;
        });
    }

    private static String text(FileEntry entry, FileTree tree) {
        StringBuilder text = new StringBuilder(entry.kind() + " " + Integer.toOctalString(entry.mode()) + " "
                + entry.userId() + ":" + entry.groupId() + " " + entry.linkTarget());
        entry.details().ifPresent(details -> {
            text.append(' ').append(details.modified());
            details.xattrs()
                    .forEach((name, value) -> text.append(' ')
                            .append(name)
                            .append('=')
                            .append(HexFormat.of().formatHex(value)));
        });
        tree.content(entry)
                .ifPresent(content -> text.append(' ').append(HexFormat.of().formatHex(bytes(content))));
        return text.toString();
    }

    private static byte[] bytes(FileContent content) {
        try (InputStream in = content.stream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneLayerHasWhatAllLayersHad() {
        PatchedImage layered = images.patch(options(false), "layered").orElseThrow();
        PatchedImage squashed = images.patch(options(true), "squashed").orElseThrow();
        PatchedImage again = images.patch(options(true), "again").orElseThrow();

        Map<String, String> tree = tree("layered");
        tree.replaceAll((path, entry) -> isImplied(path) ? entry + " " + Instant.EPOCH : entry);
        assertThat(tree("squashed")).isEqualTo(tree);
        assertThat(tree).containsEntry("links of usr/bin/same", "[usr/bin/same, usr/bin/tool]");
        assertThat(tree)
                .containsKeys("usr/lib/through-a-link", "srv/lib-1.2.7.jar")
                .doesNotContainKey("etc/hidden");
        assertThat(again.written().digest()).isEqualTo(squashed.written().digest());
        assertThat(squashed.plan()).isEqualTo(layered.plan());
        assertThat(squashed.after().findings()).isEmpty();
        ImageInfo info = images.opened("squashed", image -> image.info());
        assertThat(info.layers()).hasSize(1);
        assertThat(info.history())
                .extracting(ImageInfo.History::createdBy)
                .containsExactly("plimsoll patch --squash: org.example:lib 1.2.7");
        ImageInfo other = images.opened("layered", image -> image.info());
        assertThat(info.labels()).isEqualTo(other.labels());
    }

    /** A directory that no layer has an entry of gets one. */
    private static boolean isImplied(String path) {
        return path.equals("usr") || path.equals("usr/bin") || path.equals("usr/lib") || path.equals("etc");
    }

    @Test
    void aSquashedImageIsPatchedLikeAnyOther() throws IOException {
        assertThat(images.patch(options(true), "squashed")).isPresent();
        images.publish("lib", "1.2.9");
        images.flaw("CVE-2026-0002", "lib", "1.2.9");

        assertThat(images.patch(images.options("squashed", Map.of()), "second")).isPresent();

        ImageInfo info = images.opened("second", image -> image.info());
        assertThat(info.layers()).hasSize(2);
        assertThat(tree("second")).containsKey("srv/lib-1.2.9.jar");
    }
}
