package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import java.util.List;

/**
 * An image that was written.
 *
 * @param digest of its manifest
 * @param imageId digest of its configuration
 * @param layers lowest first
 * @param size bytes of manifest, configuration and layers as stored
 * @param attachments digests of their manifests
 */
public record WrittenImage(
        Digest digest, Digest imageId, List<WrittenLayer> layers, long size, List<Digest> attachments) {
    public WrittenImage {
        layers = List.copyOf(layers);
        attachments = List.copyOf(attachments);
    }
}
