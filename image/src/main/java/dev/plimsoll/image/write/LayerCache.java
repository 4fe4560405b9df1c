package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.SealedDraft;
import dev.plimsoll.base.SealedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/** Compressed layers of earlier writes, by the diff id of what they hold: compressing is most of what writing a layer costs. */
public final class LayerCache {
    private static final int DIGEST = 32;
    private static final int BUFFER = 128 * 1024;

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
        Optional<SealedFile> found = files.find(name(plain, compression));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SealedFile kept = found.get()) {
            WrittenLayer layer = layer(kept, plain, compression);
            byte[] buffer = new byte[BUFFER];
            for (long done = 0; done < layer.size(); ) {
                int n = kept.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(BUFFER, layer.size() - done)), done);
                out.write(buffer, 0, n);
                done += n;
            }
            return Optional.of(layer);
        }
    }

    /** The blob of a layer, if it is kept. */
    Optional<WrittenLayer> find(WrittenLayer plain, LayerCompression compression) throws IOException {
        Optional<SealedFile> found = files.find(name(plain, compression));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SealedFile kept = found.get()) {
            return Optional.of(layer(kept, plain, compression));
        }
    }

    /** The blob's digest stands behind it. */
    private static WrittenLayer layer(SealedFile kept, WrittenLayer plain, LayerCompression compression)
            throws IOException {
        ByteBuffer digest = ByteBuffer.allocate(DIGEST);
        long size = kept.size() - DIGEST;
        if (kept.read(digest, size) < DIGEST) {
            throw new IOException("a kept layer is cut off");
        }
        return new WrittenLayer(
                plain.diffId(),
                new Digest(Digest.Algorithm.SHA256, HexFormat.of().formatHex(digest.array())),
                size,
                plain.uncompressedSize(),
                plain.createdBy(),
                compression);
    }

    /** A place for a layer that is about to be written elsewhere. */
    SealedDraft draft(WrittenLayer plain, LayerCompression compression) {
        return files.draft(name(plain, compression));
    }

    /** Keeps a layer that was written beside {@code draft}. */
    void keep(SealedDraft draft, WrittenLayer written) throws IOException {
        draft.beside(OutputStream.nullOutputStream())
                .write(HexFormat.of().parseHex(written.digest().hex()));
        draft.keep();
    }

    private static String name(WrittenLayer plain, LayerCompression compression) {
        return plain.diffId().hex() + "." + Compressed.way(compression);
    }
}
