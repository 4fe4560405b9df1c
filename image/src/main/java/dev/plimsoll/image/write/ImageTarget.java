package dev.plimsoll.image.write;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import java.util.List;

/** The seam for places that images are written to: one implementer per form, all listed in {@code target.ImageTargets}. */
public interface ImageTarget {
    /** Whether this target writes that form. */
    boolean writes(ImageReference reference);

    /**
     * Writes an image, whole or not at all.
     *
     * @throws PlimsollException FILE_ACCESS, NETWORK, ACCESS_DENIED, ENGINE_UNREACHABLE, …
     */
    WrittenImage write(NewImage image, ImageReference reference, WriteOptions options);

    /**
     * Writes the images of several platforms under one index, all or none.
     *
     * @param images one at least
     * @throws PlimsollException as {@link #write}; USAGE if this form holds one platform only
     */
    default WrittenIndex writeAll(List<NewImage> images, ImageReference reference, WriteOptions options) {
        throw new PlimsollException(
                ErrorCode.USAGE,
                "'" + reference + "' holds an image of one platform, and there are " + images.size()
                        + ": choose one with --platform, or write to oci-dir:// or registry://");
    }
}
