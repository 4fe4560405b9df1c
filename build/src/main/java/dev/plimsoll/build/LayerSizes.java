package dev.plimsoll.build;

import dev.plimsoll.image.write.LayerContent;
import java.util.List;

/** How many bytes layers have as tars, before they are written. */
final class LayerSizes {
    private static final long BLOCK = 512;

    private LayerSizes() {}

    /** Each entry has a header and its content in whole blocks; each tar two blocks at its end. */
    static long of(List<LayerContent> layers) {
        return layers.stream()
                .mapToLong(layer -> 2 * BLOCK
                        + layer.files().stream()
                                .mapToLong(file -> BLOCK + (file.size() + BLOCK - 1) / BLOCK * BLOCK)
                                .sum())
                .sum();
    }
}
