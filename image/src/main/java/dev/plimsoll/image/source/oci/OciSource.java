package dev.plimsoll.image.source.oci;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.oci.DirectoryFiles;
import dev.plimsoll.image.oci.ImageFiles;
import dev.plimsoll.image.oci.OciLayout;
import dev.plimsoll.image.oci.TarFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads OCI image layouts. */
public final class OciSource implements ImageSource {
    @Override
    public boolean reads(ImageReference reference) {
        return reference.scheme() == Scheme.OCI_DIR;
    }

    @Override
    public Image open(ImageReference reference, OpenOptions options) {
        Path path = Path.of(reference.place());
        ImageFiles files = Files.isDirectory(path) ? new DirectoryFiles(path) : TarFiles.open(path, options);
        if (files.find("index.json").isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT,
                    files.describe() + " is no OCI layout: it has no index.json"
                            + (files.find("manifest.json").isPresent() ? "; for a docker archive use archive://" : ""));
        }
        return OciLayout.open(files, reference, options);
    }
}
