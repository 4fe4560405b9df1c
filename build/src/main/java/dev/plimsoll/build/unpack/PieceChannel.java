package dev.plimsoll.build.unpack;

import dev.plimsoll.base.ReadChannel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A part of a file, at any position. For one thread. */
final class PieceChannel extends ReadChannel {
    private final FileChannel file;
    private final long start;

    /** @param start bytes of the file before it */
    PieceChannel(Path file, long start, long size) throws IOException {
        super(size);
        this.file = FileChannel.open(file);
        this.start = start;
    }

    @Override
    protected int read(ByteBuffer target, long at) throws IOException {
        int n = file.read(target, start + at);
        if (n < 0) {
            throw new EOFException("a temporary file was cut off");
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        super.close();
        file.close();
    }
}
