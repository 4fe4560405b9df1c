package dev.plimsoll.image.write;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;

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
}
