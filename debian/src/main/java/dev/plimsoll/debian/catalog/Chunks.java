package dev.plimsoll.debian.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes that come one after the other, tens of MiB of them, without ever being moved to a larger place. */
final class Chunks extends OutputStream {
    private static final int CHUNK = 1 << 18;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[CHUNK];
    private int filled;

    @Override
    public void write(int b) {
        if (filled == CHUNK) {
            next();
        }
        last[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            if (filled == CHUNK) {
                next();
            }
            int n = Math.min(length - done, CHUNK - filled);
            System.arraycopy(bytes, offset + done, last, filled, n);
            filled += n;
            done += n;
        }
    }

    private void next() {
        full.add(last);
        last = new byte[CHUNK];
        filled = 0;
    }

    /** Bytes so far; an index of 2 GiB and more is refused where it is fetched. */
    int size() {
        return full.size() * CHUNK + filled;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] each : full) {
            out.write(each);
        }
        out.write(last, 0, filled);
    }
}
