package dev.plimsoll.image.target.docker;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.write.BlobFile;
import dev.plimsoll.image.write.DockerArchive;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Writes an image as {@code docker save} does: {@code archive://FILE}. */
public final class ArchiveTarget implements ImageTarget {
    @Override
    public boolean writes(ImageReference reference) {
        return reference.scheme() == Scheme.ARCHIVE;
    }

    @Override
    public WrittenImage write(NewImage image, ImageReference reference, WriteOptions options) {
        Path file = Path.of(reference.place()).toAbsolutePath();
        // Beside the archive, since only within a file system a move is atomic.
        try (TempFiles aside = TempFiles.under(Objects.requireNonNull(file.getParent(), "the root is no file"))) {
            Path partial = aside.newFile("archive");
            DockerArchive archive = new DockerArchive(image);
            try (OutputStream out = BlobFile.create(partial)) {
                archive.write(out);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return archive.written();
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not write the archive " + file + ": " + FileReason.of(e)
                            + "; what was there before is still there. Free space there, or name another place",
                    e);
        }
    }
}
