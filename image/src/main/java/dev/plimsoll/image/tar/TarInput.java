package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;
import java.io.IOException;

/** The bytes of a tar, forwards only; skipping is cheap where it can be. For one thread. */
public abstract class TarInput {
    /** Offset of the next byte, from the start of the tar. */
    public abstract long position();

    /** Reads up to {@code length} bytes; fewer only at the end of the input. */
    abstract int read(byte[] buffer, int offset, int length) throws IOException;

    /**
     * Goes forward to {@code position}.
     *
     * @throws CorruptDataException if the input ends before it
     */
    abstract void skipTo(long position) throws IOException;

    /** Whether {@code position} is known to lie behind the end; false where only reading can tell. */
    abstract boolean endsBefore(long position);

    final void readFully(byte[] buffer, int length, String what) throws IOException {
        long start = position();
        int n = read(buffer, 0, length);
        if (n < length) {
            throw new CorruptDataException("the tar is cut off at offset " + (start + n) + ", inside " + what);
        }
    }
}
