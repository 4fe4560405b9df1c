package dev.plimsoll.advisory.feed.osv;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers the last bytes of a zip that is read front to back. A zip ends in a record that says how many entries it has; one that was
 * cut off between two entries can be told by that only.
 */
final class ZipTail extends FilterInputStream {
    /** The end record, and the longest comment behind it. */
    private static final int KEPT = 22 + 65_535;

    private static final int ANY_NUMBER = 0xffff;

    private final byte[] ring = new byte[1 << 17];
    private long total;

    ZipTail(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            ring[(int) (total++ & ring.length - 1)] = (byte) b;
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        // A part of the ring at most, so that nothing laps itself.
        int n = super.read(buffer, offset, Math.min(length, KEPT));
        for (int done = 0; done < n; ) {
            int at = (int) (total & ring.length - 1);
            int part = Math.min(n - done, ring.length - at);
            System.arraycopy(buffer, offset + done, ring, at, part);
            done += part;
            total += part;
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        // Skipped bytes are part of the tail too.
        return Math.max(read(new byte[(int) Math.min(n, 8192)], 0, (int) Math.min(n, 8192)), 0);
    }

    /**
     * Reads to the end and compares.
     *
     * @throws EOFException if the zip ends without its end record, or has another number of entries than that says
     */
    void requireComplete(int entries, String file) throws IOException {
        byte[] rest = new byte[64 * 1024];
        int n = read(rest, 0, rest.length);
        while (n >= 0) {
            n = read(rest, 0, rest.length);
        }
        int stated = statedEntries();
        if (stated < 0) {
            throw new EOFException(file + " is cut off: a zip's end is missing");
        }
        if (stated != ANY_NUMBER && stated != (entries & ANY_NUMBER)) {
            throw new EOFException(file + " has " + entries + " entries, its end says " + stated);
        }
    }

    /** What the end record says, or -1 if there is none. */
    private int statedEntries() {
        long first = Math.max(0, total - KEPT);
        for (long at = total - 22; at >= first; at--) {
            boolean isEnd = at(at) == 'P' && at(at + 1) == 'K' && at(at + 2) == 5 && at(at + 3) == 6;
            if (isEnd && (at(at + 20) | at(at + 21) << 8) == total - at - 22) {
                return at(at + 10) | at(at + 11) << 8;
            }
        }
        return -1;
    }

    private int at(long position) {
        return ring[(int) (position & ring.length - 1)] & 0xff;
    }
}
