package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import java.util.List;

/** The content of an attachment, which speaks of the image by its digest. */
@FunctionalInterface
public interface AttachmentBody {
    /**
     * The content; asked for once the image's blobs are known.
     *
     * @param manifest digest of the image's manifest
     * @param layers lowest first
     */
    byte[] about(Digest manifest, List<WrittenLayer> layers);
}
