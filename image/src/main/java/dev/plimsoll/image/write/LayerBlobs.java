package dev.plimsoll.image.write;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The layers of an image as they are written. Internal to this module. */
public final class LayerBlobs {
    private LayerBlobs() {}

    /** A layer that can be written. */
    public interface Source {
        /** Writes the blob; does not close {@code out}. */
        WrittenLayer write(LayerCompression compression, OutputStream out) throws IOException;

        /** The blob, where it is known without being written: then who has it already need not be sent it. */
        Optional<WrittenLayer> known(LayerCompression compression) throws IOException;

        /** As {@link #known}, but perhaps on the image's word alone: writing it compares, and must not be left out. */
        default Optional<WrittenLayer> stated(LayerCompression compression) throws IOException {
            return known(compression);
        }
    }

    /**
     * All layers of an image, lowest first: those of its base, then its own.
     *
     * @param cache of compressed layers, if there is one
     */
    public static List<Source> of(NewImage image, Optional<LayerCache> cache) {
        List<Source> sources = new ArrayList<>();
        image.base().ifPresent(base -> base.layers().forEach(layer -> sources.add(new BaseLayer(layer))));
        image.layers().forEach(layer -> sources.add(new OwnLayer(layer, cache)));
        return sources;
    }
}
