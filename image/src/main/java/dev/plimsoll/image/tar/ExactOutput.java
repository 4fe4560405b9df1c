package dev.plimsoll.image.tar;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets no more bytes pass than were announced. */
final class ExactOutput extends FilterOutputStream {
    private long left;

    ExactOutput(OutputStream out, long bytes) {
        super(out);
        this.left = bytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > left) {
            throw new IOException("it has grown while it was read");
        }
        out.write(bytes, offset, length);
        left -= length;
    }

    /** Bytes that are still to come. */
    long left() {
        return left;
    }
}
