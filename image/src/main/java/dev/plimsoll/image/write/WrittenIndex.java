package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import java.util.List;

/**
 * Images of several platforms that were written as one.
 *
 * @param digest of the index
 * @param images one for each platform, in the index' order
 */
public record WrittenIndex(Digest digest, List<WrittenImage> images) {
    public WrittenIndex {
        images = List.copyOf(images);
    }
}
