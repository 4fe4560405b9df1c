package dev.plimsoll.image.blob;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read at any position, by several threads at once. */
public interface Backing extends Closeable {
    /** Reads some bytes at {@code position}; -1 behind the end. */
    int read(ByteBuffer target, long position) throws IOException;

    @Override
    void close() throws IOException;
}
