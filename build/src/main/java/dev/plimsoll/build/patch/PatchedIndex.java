package dev.plimsoll.build.patch;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Platform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An image that was patched, for one platform or for several.
 *
 * @param images by platform, in the index' order
 * @param digest of the new index; with one image of its manifest
 */
public record PatchedIndex(Map<Platform, PatchedImage> images, Digest digest) {
    public PatchedIndex {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }
}
