package dev.plimsoll.image.target.oci;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes an image as an OCI layout: {@code oci-dir://DIR}. */
public final class OciLayoutTarget implements ImageTarget {
    @Override
    public boolean writes(ImageReference reference) {
        return reference.scheme() == Scheme.OCI_DIR;
    }

    @Override
    public WrittenImage write(NewImage image, ImageReference reference, WriteOptions options) {
        Path directory = Path.of(reference.place());
        try {
            return LayoutWriter.write(directory, image, options);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    @Override
    public WrittenIndex writeAll(List<NewImage> images, ImageReference reference, WriteOptions options) {
        Path directory = Path.of(reference.place());
        try {
            return LayoutWriter.writeAll(directory, images, options);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static PlimsollException failed(Path directory, IOException e) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS,
                "could not write the OCI layout " + directory + ": " + FileReason.of(e)
                        + "; what was there before is still there. Free space there, or name another place",
                e);
    }
}
