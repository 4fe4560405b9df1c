package dev.plimsoll.image.source.directory;

import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Scheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory as an image of one layer. */
final class DirectoryImage implements Image {
    private static final Path MOUNT_INFO = Path.of("/proc/self/mountinfo");

    private final Path root;
    private final ImageReference reference;
    private final OpenOptions options;

    DirectoryImage(Path root, ImageReference reference, OpenOptions options) {
        this.root = root;
        this.reference = reference;
        this.options = options;
    }

    @Override
    public ImageInfo info() {
        return new ImageInfo(
                reference,
                Scheme.FS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(new Layer(0, Optional.empty(), Optional.empty(), "", -1)),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                -1);
    }

    @Override
    public FileTree read(FileSelector selector) {
        try {
            MountTable mounts = MountTable.read(MOUNT_INFO);
            return new DirectoryWalk(root, options.crossMounts(), mounts, selector, options.limits()).walk();
        } catch (IOException e) {
            throw ImageFailures.of(e, "the table of mounts, " + MOUNT_INFO);
        }
    }

    @Override
    public void close() {}
}
