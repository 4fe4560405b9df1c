package dev.plimsoll.base;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets whoever writes here be closed (a compressor must, to end its data and to free its memory) without closing what is below. */
public final class KeptOpen extends FilterOutputStream {
    /** @param out that stays open; flushed when this is closed */
    public KeptOpen(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
