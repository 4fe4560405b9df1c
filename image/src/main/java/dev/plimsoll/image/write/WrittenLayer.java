package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;

/**
 * A layer that was written.
 *
 * @param diffId digest of the uncompressed tar
 * @param digest of the blob as stored
 * @param size bytes as stored
 * @param uncompressedSize bytes of the tar; -1 for a layer of a base that was taken over as it is stored
 * @param createdBy its line in the image's history
 * @param compression of the blob
 */
public record WrittenLayer(
        Digest diffId,
        Digest digest,
        long size,
        long uncompressedSize,
        String createdBy,
        LayerCompression compression) {}
