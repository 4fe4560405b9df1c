package dev.plimsoll.image;

import dev.plimsoll.base.Digest;
import java.util.Objects;
import java.util.Optional;

/**
 * One layer of an image, lowest first.
 *
 * @param index position in {@link ImageInfo#layers()}, from 0
 * @param diffId digest of the uncompressed tar, as the image's configuration states it; empty for a directory
 * @param digest digest of the blob as stored, if the form has one
 * @param createdBy the history line that made it, or empty; likely secrets stand as {@code ***} in it, since it goes into reports
 * @param size bytes as stored, or -1 if not known
 */
public record Layer(int index, Optional<Digest> diffId, Optional<Digest> digest, String createdBy, long size) {
    public Layer {
        Objects.requireNonNull(diffId, "diffId is null");
        Objects.requireNonNull(digest, "digest is null");
        Objects.requireNonNull(createdBy, "createdBy is null");
    }
}
