package dev.plimsoll.image.source.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.ImageSourceContract;
import dev.plimsoll.image.Trees;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.testkit.image.TinyImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DirectorySourceTest extends ImageSourceContract {
    @Override
    protected ImageSource source() {
        return new DirectorySource();
    }

    @Override
    protected boolean isLayered() {
        return false;
    }

    /** What an engine would unpack. */
    @Override
    protected ImageReference offer(TinyImage image) {
        Path root = directory.resolve("root");
        Path archive = TinyImage.writeTar(image.dockerFiles(), directory.resolve("image.tar"));
        try (TempFiles tempFiles = TempFiles.under(directory);
                Image opened =
                        ImageSources.open(ImageReference.parse("archive://" + archive), Trees.options(tempFiles))) {
            FileTree tree = opened.read(Trees.ALL);
            Files.createDirectories(root);
            for (FileEntry entry : tree.entries().toList()) {
                unpack(tree, entry, root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ImageReference.parse("fs://" + root);
    }

    private static void unpack(FileTree tree, FileEntry entry, Path root) throws IOException {
        // Names that are not UTF-8 can only be said by a URI.
        String uri = entry.path().replace("\\x", "%");
        Path file = Path.of(URI.create(root.toUri() + uri));
        switch (entry.kind()) {
            case DIRECTORY -> Files.createDirectories(file);
            case SYMLINK -> Files.createSymbolicLink(file, Path.of(entry.linkTarget()));
            case FILE -> {
                try (InputStream in = tree.content(entry).orElseThrow().stream()) {
                    Files.copy(in, file);
                }
                if (entry.mode() == 0640) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
                }
            }
            case OTHER -> throw new AssertionError(entry.path());
        }
    }

    @Override
    protected Optional<ImageReference> offerDamaged(TinyImage image) {
        return Optional.empty();
    }

    @Override
    protected Optional<ImageReference> offerCut(TinyImage image, int keep) {
        return Optional.empty();
    }

    @Test
    void whiteouts_are_ordinary_files_in_a_directory() throws Exception {
        Path root = Files.createDirectory(directory.resolve("plain"));
        Files.writeString(root.resolve(".wh.name"), "text");
        assertThat(Trees.read("fs://" + root, directory))
                .hasSize(1)
                .first()
                .asString()
                .contains(".wh.name");
    }

    @Test
    void a_file_is_no_directory_and_the_error_says_what_to_do() throws Exception {
        Path file = Files.writeString(directory.resolve("image.tar"), "text");
        assertThatThrownBy(() -> Trees.read("fs://" + file, directory))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("archive://");
        assertThatThrownBy(() -> Trees.read("fs://" + directory.resolve("absent"), directory))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND));
    }

    @Test
    void the_table_of_mounts_tells_kernel_local_and_remote_apart() {
        MountTable mounts = MountTable.parse("""
                22 1 8:1 / / rw - ext4 /dev/sda1 rw
                23 22 0:21 / /proc rw,nosuid shared:12 - proc proc rw
                24 22 0:30 / /mnt/with\\040space rw master:1 propagate_from:2 - nfs4 host:/x rw
                25 22 8:2 / /home rw - xfs /dev/sda2 rw
                """);
        assertThat(mounts.at(Path.of("/proc")).orElseThrow().kind()).isEqualTo(MountTable.Kind.KERNEL);
        assertThat(mounts.at(Path.of("/mnt/with space")).orElseThrow().kind()).isEqualTo(MountTable.Kind.REMOTE);
        assertThat(mounts.at(Path.of("/home")).orElseThrow().kind()).isEqualTo(MountTable.Kind.LOCAL);
        assertThat(mounts.at(Path.of("/etc"))).isEmpty();
    }

    @Test
    void a_mount_is_a_gap_unless_it_is_local_and_wanted() throws Exception {
        Path root = Files.createDirectories(directory.resolve("mounts")).toRealPath();
        for (String name : new String[] {"local", "remote", "kernel"}) {
            Files.createDirectories(root.resolve(name));
            Files.writeString(root.resolve(name).resolve("inside"), "text");
        }
        MountTable mounts = MountTable.parse("""
                1 0 8:1 / %1$s/local rw - ext4 a rw
                2 0 8:1 / %1$s/remote rw - fuse.sshfs a rw
                3 0 8:1 / %1$s/kernel rw - sysfs a rw
                """.formatted(root));
        FileTree kept = new DirectoryWalk(root, false, mounts, Trees.ALL, dev.plimsoll.base.Limits.DEFAULT).walk();
        assertThat(kept.gaps()).extracting(Gap::path).containsExactlyInAnyOrder("local", "remote");
        assertThat(kept.gaps()).extracting(Gap::reason).containsOnly(Gap.Reason.MOUNT);
        assertThat(kept.entries().map(FileEntry::path)).containsExactly("kernel", "local", "remote");
        FileTree crossed = new DirectoryWalk(root, true, mounts, Trees.ALL, dev.plimsoll.base.Limits.DEFAULT).walk();
        assertThat(crossed.gaps()).extracting(Gap::path).containsExactly("remote");
        assertThat(crossed.entry("local/inside")).isPresent();
    }

    @Test
    @Tag("proof")
    void the_root_of_this_machine_is_read_without_what_the_kernel_shows() {
        try (TempFiles tempFiles = TempFiles.under(directory);
                Image image = new DirectorySource().open(ImageReference.parse("fs:///"), Trees.options(tempFiles))) {
            FileTree tree = image.read(dev.plimsoll.image.FileSelector.NOTHING);
            assertThat(tree.find("/etc")).isPresent();
            assertThat(tree.children("proc")).isEmpty();
            assertThat(tree.children("sys")).isEmpty();
        }
    }
}
