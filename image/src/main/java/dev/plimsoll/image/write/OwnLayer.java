package dev.plimsoll.image.write;

import dev.plimsoll.base.SealedDraft;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a layer that is made of files; compressed from the cache, if an earlier write left it there. For one thread. */
final class OwnLayer implements LayerBlobs.Source {
    /** A layer with fewer bytes of files is compressed before its diff id would be known. */
    private static final long SMALLEST_KEPT = 1 << 20;

    private static final int BUFFER = 128 * 1024;

    private final LayerContent layer;
    private final Optional<LayerCache> cache;
    private @Nullable WrittenLayer plain;

    OwnLayer(LayerContent layer, Optional<LayerCache> cache) {
        this.layer = layer;
        this.cache = cache.filter(
                known -> layer.files().stream().mapToLong(LayerFile::size).sum() >= SMALLEST_KEPT);
    }

    @Override
    public WrittenLayer write(LayerCompression compression, OutputStream out) throws IOException {
        if (cache.isEmpty() || compression == LayerCompression.NONE) {
            return anew(compression, out);
        }
        Optional<WrittenLayer> copied = cache.get().copy(plain(), compression, out);
        if (copied.isPresent()) {
            return copied.get();
        }
        try (SealedDraft draft = cache.get().draft(plain(), compression)) {
            WrittenLayer written = anew(compression, draft.beside(out));
            if (written.diffId().equals(plain().diffId())) {
                cache.get().keep(draft, written);
            }
            return written;
        }
    }

    /** As it is kept. */
    @Override
    public Optional<WrittenLayer> known(LayerCompression compression) throws IOException {
        return cache.isEmpty() || compression == LayerCompression.NONE
                ? Optional.empty()
                : cache.get().find(plain(), compression);
    }

    /** Its tar, gone through once. */
    private WrittenLayer plain() throws IOException {
        if (plain == null) {
            plain = anew(LayerCompression.NONE, OutputStream.nullOutputStream());
        }
        return plain;
    }

    private WrittenLayer anew(LayerCompression compression, OutputStream out) throws IOException {
        TarSink written;
        try (TarSink tar = TarSink.to(compression, out)) {
            OutputStream buffered = new BufferedOutputStream(tar, BUFFER);
            LayerTar.write(layer.files(), buffered);
            buffered.flush();
            written = tar;
        }
        return written.written(layer.createdBy());
    }
}
