package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import java.util.List;

/**
 * Images that were written as one: of several platforms, or one alone.
 *
 * @param digest of the index; with one alone the image's
 * @param images one for each platform, in the index' order
 */
public record WrittenIndex(Digest digest, List<WrittenImage> images) {
    public WrittenIndex {
        images = List.copyOf(images);
    }

    /** An image without an index. */
    public static WrittenIndex alone(WrittenImage image) {
        return new WrittenIndex(image.digest(), List.of(image));
    }
}
