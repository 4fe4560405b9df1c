package dev.plimsoll.build.patch;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Layer;
import java.util.List;
import java.util.Set;

/** Which of an image's layers a patch put there. */
public final class PatchedLayers {
    /** Labels that a patch sets, and that say something of its layer only. */
    public static final Set<String> LABELS = Set.of(PatchLabels.BASE, PatchLabels.LEVEL, PatchLabels.DATE);

    private PatchedLayers() {}

    /** How many of the uppermost layers are patches'; usually none or one. */
    public static int onTop(ImageInfo image) {
        if (FormerPatch.of(image).isEmpty()) {
            return 0;
        }
        List<Layer> layers = image.layers();
        int count = 0;
        while (count < layers.size() && isPatch(layers.get(layers.size() - 1 - count))) {
            count++;
        }
        return count;
    }

    /** Whether a layer's line of history says that a patch made it. */
    public static boolean isPatch(Layer layer) {
        return FormerPatch.isPatch(layer.createdBy());
    }
}
