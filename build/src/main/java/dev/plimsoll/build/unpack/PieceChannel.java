package dev.plimsoll.build.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** A part of a file, at any position. For one thread. */
final class PieceChannel implements SeekableByteChannel {
    private final FileChannel file;
    private final long start;
    private final long size;
    private long position;

    /** @param start bytes of the file before it */
    PieceChannel(Path file, long start, long size) throws IOException {
        this.file = FileChannel.open(file);
        this.start = start;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= size) {
            return target.hasRemaining() ? -1 : 0;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + size - position));
        try {
            int n = file.read(target, start + position);
            if (n < 0) {
                throw new EOFException("a temporary file was cut off");
            }
            position += n;
            return n;
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("negative position");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }
}
