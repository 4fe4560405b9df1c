package dev.plimsoll.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A content of known size that can only be read, at any position. For one thread. */
public abstract class ReadChannel implements SeekableByteChannel {
    private final long size;
    private long position;
    private boolean closed;

    /** @param size bytes of the content */
    protected ReadChannel(long size) {
        this.size = size;
    }

    /**
     * Reads some bytes.
     *
     * @param target has room for one byte at least, and for no more than there are from {@code at} on
     * @return how many; at least one
     * @throws IOException also if the content ends too early
     */
    protected abstract int read(ByteBuffer target, long at) throws IOException;

    @Override
    public final int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + size - position));
        try {
            int n = read(target, position);
            position += n;
            return n;
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public final long position() {
        return position;
    }

    @Override
    public final SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("negative position");
        }
        position = newPosition;
        return this;
    }

    @Override
    public final long size() {
        return size;
    }

    @Override
    public final boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
    }

    @Override
    public final int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public final SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }
}
