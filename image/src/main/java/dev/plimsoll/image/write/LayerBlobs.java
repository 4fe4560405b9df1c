package dev.plimsoll.image.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a layer's blob: hashed before and after it is compressed, in one pass. Internal to this module. */
public final class LayerBlobs {
    private static final int BUFFER = 128 * 1024;

    private LayerBlobs() {}

    /** A layer that can be written. */
    public interface Source {
        /** Writes the blob; does not close {@code out}. */
        WrittenLayer write(LayerCompression compression, OutputStream out) throws IOException;

        /** The blob, where it is known without being written: then who has it already need not be sent it. */
        default Optional<WrittenLayer> known(LayerCompression compression) throws IOException {
            return Optional.empty();
        }
    }

    /** All layers of an image, lowest first: those of its base, then its own. */
    public static List<Source> of(NewImage image) {
        List<Source> sources = new ArrayList<>();
        image.base().ifPresent(base -> base.layers().forEach(layer -> sources.add(new BaseLayer(layer))));
        image.layers().forEach(layer -> sources.add((compression, out) -> write(layer, compression, out)));
        return sources;
    }

    /** Writes the blob; does not close {@code out}. */
    public static WrittenLayer write(LayerContent layer, LayerCompression compression, OutputStream out)
            throws IOException {
        @SuppressWarnings("resource") // 'out' is the caller's
        CountingOutput stored = new CountingOutput(out);
        CountingOutput plain;
        try (CountingOutput tar = new CountingOutput(Compressed.to(compression, stored))) {
            OutputStream buffered = new BufferedOutputStream(tar, BUFFER);
            LayerTar.write(layer.files(), buffered);
            buffered.flush();
            plain = tar;
        }
        return new WrittenLayer(
                plain.digest(), stored.digest(), stored.count(), plain.count(), layer.createdBy(), compression);
    }
}
