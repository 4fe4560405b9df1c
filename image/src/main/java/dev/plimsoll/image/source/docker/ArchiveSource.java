package dev.plimsoll.image.source.docker;

import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.archive.DockerArchive;
import java.nio.file.Path;

/** Opens {@code archive://} images. */
public final class ArchiveSource implements ImageSource {
    @Override
    public boolean reads(ImageReference reference) {
        return reference.scheme() == Scheme.ARCHIVE;
    }

    @Override
    public Image open(ImageReference reference, OpenOptions options) {
        Path archive = Path.of(reference.place());
        return DockerArchive.open(archive, FileNames.printable(archive.toString()), reference, options);
    }
}
