package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose bytes come in bulk; whoever wants one by itself gets it the slow way. */
public abstract class BulkInput extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
