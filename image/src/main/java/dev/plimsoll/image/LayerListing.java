package dev.plimsoll.image;

import dev.plimsoll.image.blob.Backing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one layer holds.
 *
 * @param file where contents can be read by position, or null if they passed by
 * @param start bytes of {@code file} before the layer's tar
 */
record LayerListing(
        int index,
        List<LayerEntry> entries,
        Gaps gaps,
        @Nullable Backing file,
        long start) {}
