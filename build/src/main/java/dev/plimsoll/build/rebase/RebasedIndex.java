package dev.plimsoll.build.rebase;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Platform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An image that was put on a new base, for one platform or for several.
 *
 * @param images by platform, in the index' order
 * @param digest of the new index; with one image of its manifest
 */
public record RebasedIndex(Map<Platform, RebasedImage> images, Digest digest) {
    public RebasedIndex {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }
}
