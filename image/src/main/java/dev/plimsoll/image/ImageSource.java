package dev.plimsoll.image;

import dev.plimsoll.base.PlimsollException;

/** The seam for forms of images: one implementer per form, each in its own package, all listed in {@code source.ImageSources}. */
public interface ImageSource {
    /** Whether this source reads that form. */
    boolean reads(ImageReference reference);

    /**
     * Opens an image; its layers are not read yet.
     *
     * @throws PlimsollException IMAGE_NOT_FOUND, IMAGE_CORRUPT, DIGEST_MISMATCH, ACCESS_DENIED, NETWORK, OFFLINE, …
     */
    Image open(ImageReference reference, OpenOptions options);
}
