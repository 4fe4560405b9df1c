package dev.plimsoll.image.write;

import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.SealedDraft;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Compressed layers of earlier writes, by the diff id of what they hold: compressing is most of what writing a layer costs. */
public final class LayerCache {
    private final SealedCache files;

    /** @param files whose names are this cache's */
    public LayerCache(SealedCache files) {
        this.files = files;
    }

    /**
     * Writes the blob of a layer, if it is kept.
     *
     * @param plain the layer, not compressed
     * @return empty if it is not kept; then nothing was written
     * @throws IOException if {@code out} can't be written to
     */
    Optional<WrittenLayer> copy(WrittenLayer plain, LayerCompression compression, OutputStream out) throws IOException {
        Optional<SealedCache.Kept> found = files.find(name(plain, compression));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SealedCache.Kept kept = found.get()) {
            @SuppressWarnings("resource") // 'out' is the caller's
            CountingOutput stored = new CountingOutput(out);
            kept.content().transferTo(stored);
            return Optional.of(new WrittenLayer(
                    plain.diffId(),
                    stored.digest(),
                    stored.count(),
                    plain.uncompressedSize(),
                    plain.createdBy(),
                    compression));
        }
    }

    /** A place for a layer that is about to be written elsewhere. */
    SealedDraft draft(WrittenLayer plain, LayerCompression compression) {
        return files.draft(name(plain, compression));
    }

    private static String name(WrittenLayer plain, LayerCompression compression) {
        return plain.diffId().hex() + "." + Compressed.way(compression);
    }
}
