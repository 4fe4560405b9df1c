package dev.plimsoll.report.master;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Part of an open file as a stream; several can be read at once. Closing it leaves the file open. */
final class SpanInput extends InputStream {
    private final FileChannel file;
    private final long end;
    private final byte[] one = new byte[1];
    private long position;

    SpanInput(FileChannel file, long start, long end) {
        this.file = file;
        this.position = start;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int read = file.read(ByteBuffer.wrap(buffer, offset, wanted), position);
        position += Math.max(read, 0);
        return read;
    }
}
