package dev.plimsoll.image.write;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.plimsoll.base.KeptOpen;
import java.io.IOException;
import java.io.OutputStream;

/** Compresses as one pinned library does, never as this machine's Java would: the same bytes everywhere. */
final class Compressed {
    private static final int ZSTD_LEVEL = 9;

    private Compressed() {}

    /** Names the bytes that come out: another version of a library that gives others is another way, or caches would bring old ones back. */
    static String way(LayerCompression compression) {
        return switch (compression) {
            case NONE -> "tar";
            case GZIP -> "gzip1";
            case ZSTD -> "zstd1";
        };
    }

    /** Closing it ends the compressed data and leaves {@code out} open. */
    static OutputStream to(LayerCompression compression, OutputStream out) throws IOException {
        OutputStream open = new KeptOpen(out);
        return switch (compression) {
            case NONE -> open;
            case GZIP -> new ParallelGzip(open);
            case ZSTD -> zstd(open);
        };
    }

    /** With threads of its own zstd gives other bytes than without, but the same for any number of them: always at least one. */
    private static OutputStream zstd(OutputStream out) throws IOException {
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out, ZSTD_LEVEL);
        zstd.setWorkers(Runtime.getRuntime().availableProcessors());
        return zstd;
    }
}
