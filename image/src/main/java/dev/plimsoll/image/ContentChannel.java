package dev.plimsoll.image;

import dev.plimsoll.base.ReadChannel;
import dev.plimsoll.image.blob.Backing;
import dev.plimsoll.image.tar.SparseMap;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One file's content at any position; holes read as zeros. */
final class ContentChannel extends ReadChannel {
    private final Backing backing;
    private final long offset;
    private final @Nullable SparseMap sparse;
    private int piece;
    private long pieceStored;

    ContentChannel(Backing backing, long offset, long size, @Nullable SparseMap sparse) {
        super(size);
        this.backing = backing;
        this.offset = offset;
        this.sparse = sparse;
    }

    @Override
    protected int read(ByteBuffer target, long at) throws IOException {
        return sparse == null ? readStored(target, offset + at) : readSparse(target, at, sparse);
    }

    private int readStored(ByteBuffer target, long at) throws IOException {
        int n = backing.read(target, at);
        if (n < 0) {
            throw new EOFException("the image's file ends at offset " + at + "; was it changed while it was read?");
        }
        return n;
    }

    private int readSparse(ByteBuffer target, long at, SparseMap map) throws IOException {
        if (piece > 0 && at < map.offset(piece - 1) + map.length(piece - 1)) {
            piece = 0;
            pieceStored = 0;
        }
        while (piece < map.pieces() && map.offset(piece) + map.length(piece) <= at) {
            pieceStored += map.length(piece++);
        }
        if (piece < map.pieces() && map.offset(piece) <= at) {
            long into = at - map.offset(piece);
            target.limit((int) Math.min(target.limit(), target.position() + map.length(piece) - into));
            return readStored(target, offset + pieceStored + into);
        }
        long holeEnd = piece < map.pieces() ? map.offset(piece) : size();
        int zeros = (int) Math.min(target.remaining(), holeEnd - at);
        for (int i = 0; i < zeros; i++) {
            target.put((byte) 0);
        }
        return zeros;
    }
}
