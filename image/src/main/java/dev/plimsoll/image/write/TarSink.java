package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Where a layer's tar goes: it is compressed, counted and hashed on its way. Closing it ends the blob and leaves its output open. */
final class TarSink extends FilterOutputStream {
    private final LayerCompression compression;
    private final CountingOutput stored;
    private final CountingOutput tar;

    private TarSink(LayerCompression compression, CountingOutput stored, CountingOutput tar) {
        super(tar);
        this.compression = compression;
        this.stored = stored;
        this.tar = tar;
    }

    @SuppressWarnings("resource") // 'out' is the caller's
    static TarSink to(LayerCompression compression, OutputStream out) throws IOException {
        CountingOutput stored = new CountingOutput(out);
        // What is not compressed is hashed once.
        CountingOutput tar =
                compression == LayerCompression.NONE ? stored : new CountingOutput(Compressed.to(compression, stored));
        return new TarSink(compression, stored, tar);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (tar == stored) {
            flush();
        } else {
            super.close();
        }
    }

    /** What was written, once this is closed. */
    WrittenLayer written(String createdBy) {
        Digest diffId = tar.digest();
        Digest digest = tar == stored ? diffId : stored.digest();
        return new WrittenLayer(diffId, digest, stored.count(), tar.count(), createdBy, compression);
    }
}
