package dev.plimsoll.advisory.store;

import java.io.IOException;
import java.io.InputStream;

/** The next bytes of a stream, as many as stated, or fewer if it ends before. Does not close it. */
final class Portion extends InputStream {
    private final InputStream in;
    private long left;

    Portion(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        int b = in.read();
        left -= b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(n, 0);
        return n;
    }
}
