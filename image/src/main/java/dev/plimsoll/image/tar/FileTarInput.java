package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A tar inside a file, read by position: only headers are fetched, contents are skipped. Where entries are small the next headers are
 * fetched along, since one larger read costs less than several small ones.
 */
public final class FileTarInput extends TarInput {
    private static final int LARGE = 64 * 1024;
    private static final int SMALL = 1024;

    private final FileChannel channel;
    private final long start;
    private final long length;
    private final ByteBuffer window = ByteBuffer.allocateDirect(LARGE);
    private long windowStart;
    private int windowLength;
    private long position;
    private int jumps;

    /**
     * @param start bytes of the file before the tar
     * @param length bytes of the tar
     */
    public FileTarInput(FileChannel channel, long start, long length) {
        this.channel = channel;
        this.start = start;
        this.length = length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    int read(byte[] buffer, int offset, int wanted) throws IOException {
        int done = 0;
        while (done < wanted && position < length) {
            if (position < windowStart || position >= windowStart + windowLength) {
                fill(wanted - done);
            }
            int at = (int) (position - windowStart);
            int n = Math.min(wanted - done, windowLength - at);
            window.get(at, buffer, offset + done, n);
            position += n;
            done += n;
        }
        return done;
    }

    private void fill(int wanted) throws IOException {
        boolean near = position - windowStart - windowLength < LARGE / 4;
        jumps = near ? 0 : jumps + 1;
        // A single larger file among small ones does not change the pace; several in a row do.
        int size = jumps > 1 ? Math.max(SMALL, Math.min(wanted, LARGE)) : LARGE;
        window.clear().limit((int) Math.min(size, length - position));
        windowStart = position;
        windowLength = 0;
        while (window.hasRemaining()) {
            int n = channel.read(window, start + position + windowLength);
            if (n < 0) {
                throw new CorruptDataException(
                        "the file ends at offset " + (start + position + windowLength) + ", inside the tar");
            }
            windowLength += n;
        }
    }

    @Override
    void skipTo(long target) throws IOException {
        if (target > length) {
            throw new CorruptDataException("the tar is cut off at offset " + length);
        }
        position = target;
    }

    @Override
    boolean endsBefore(long target) {
        return target > length;
    }
}
