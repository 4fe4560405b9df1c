package dev.plimsoll.image.source.directory;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a directory, or the machine's own root. What the kernel shows of itself (/proc, /sys, /dev) is left out; any other file system
 * that is mounted below and not entered is a gap.
 */
public final class DirectorySource implements ImageSource {
    @Override
    public boolean reads(ImageReference reference) {
        return reference.scheme() == Scheme.FS;
    }

    @Override
    public Image open(ImageReference reference, OpenOptions options) {
        Path path = Path.of(reference.place());
        if (Files.isRegularFile(path)) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    FileNames.printable(path.toString()) + " is a file, not a directory; for an archive of an image use"
                            + " archive://" + FileNames.printable(reference.place()));
        }
        try {
            Path root = path.toRealPath();
            if (!Files.isReadable(root)) {
                throw new PlimsollException(ErrorCode.FILE_ACCESS, "the directory " + path + " can't be read");
            }
            return new DirectoryImage(root, reference, options);
        } catch (IOException e) {
            throw ImageFailures.of(e, FileNames.printable(path.toString()));
        }
    }
}
