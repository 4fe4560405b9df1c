package dev.plimsoll.debian.catalog;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets a compressor be closed (it must, to free its memory) without closing the file below. Internal to this module. */
public final class Unclosed extends FilterOutputStream {
    /** @param out that stays open */
    public Unclosed(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
