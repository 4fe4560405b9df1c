package dev.plimsoll.image.oci;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Platform;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A pointer to content by its digest. Internal to this module.
 *
 * @param mediaType as stated, or empty; says nothing reliable about a layer's compression
 * @param digest of the content
 * @param size bytes, or -1 if not stated
 * @param platform if stated
 * @param annotations as stated
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md">OCI content descriptors</a>
 */
public record Descriptor(
        String mediaType, Digest digest, long size, Optional<Platform> platform, Map<String, String> annotations) {
    public Descriptor {
        Objects.requireNonNull(mediaType, "mediaType is null");
        Objects.requireNonNull(digest, "digest is null");
        annotations = Map.copyOf(annotations);
    }

    /** Whether the media type says it is an index or a Docker manifest list. */
    public boolean isIndex() {
        return MediaTypes.isIndex(mediaType);
    }

    /** Whether it is no image but what a builder attests about one: platform {@code unknown/unknown}. */
    public boolean isAttestation() {
        return annotations.containsKey("vnd.docker.reference.digest")
                || platform.filter(p ->
                                p.os().equals("unknown") && p.architecture().equals("unknown"))
                        .isPresent();
    }
}
