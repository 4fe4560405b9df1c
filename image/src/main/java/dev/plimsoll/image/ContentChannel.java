package dev.plimsoll.image;

import dev.plimsoll.image.blob.Backing;
import dev.plimsoll.image.tar.SparseMap;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** One file's content at any position; holes read as zeros. */
final class ContentChannel implements SeekableByteChannel {
    private final Backing backing;
    private final long offset;
    private final long size;
    private final @Nullable SparseMap sparse;
    private long position;
    private boolean closed;
    private int piece;
    private long pieceStored;

    ContentChannel(Backing backing, long offset, long size, @Nullable SparseMap sparse) {
        this.backing = backing;
        this.offset = offset;
        this.size = size;
        this.sparse = sparse;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        int wanted = (int) Math.min(target.remaining(), size - position);
        int n = sparse == null ? readStored(target, offset + position, wanted) : readSparse(target, wanted, sparse);
        position += n;
        return n;
    }

    private int readStored(ByteBuffer target, long at, int wanted) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + wanted);
        try {
            int n = wanted == 0 ? 0 : backing.read(target, at);
            if (n < 0) {
                throw new EOFException("the image's file ends at offset " + at + "; was it changed while it was read?");
            }
            return n;
        } finally {
            target.limit(limit);
        }
    }

    private int readSparse(ByteBuffer target, int wanted, SparseMap map) throws IOException {
        if (piece > 0 && position < map.offset(piece - 1) + map.length(piece - 1)) {
            piece = 0;
            pieceStored = 0;
        }
        while (piece < map.pieces() && map.offset(piece) + map.length(piece) <= position) {
            pieceStored += map.length(piece++);
        }
        if (piece < map.pieces() && map.offset(piece) <= position) {
            long into = position - map.offset(piece);
            int n = (int) Math.min(wanted, map.length(piece) - into);
            return readStored(target, offset + pieceStored + into, n);
        }
        long holeEnd = piece < map.pieces() ? map.offset(piece) : size;
        int zeros = (int) Math.min(wanted, holeEnd - position);
        for (int i = 0; i < zeros; i++) {
            target.put((byte) 0);
        }
        return zeros;
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
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
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
