package dev.plimsoll.build.patch;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Platform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An image that was patched for several platforms.
 *
 * @param images by platform, in the index' order
 * @param digest of the new index
 */
public record PatchedIndex(Map<Platform, PatchedImage> images, Digest digest) {
    public PatchedIndex {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }
}
