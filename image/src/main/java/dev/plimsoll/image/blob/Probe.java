package dev.plimsoll.image.blob;

import java.util.Arrays;

/**
 * Looks for a start and a marker in content that passes by in pieces. For one content at a time, and one thread.
 *
 * <p>Most of it is skipped: where the byte that the marker would end at is none of the marker's, the marker is not there (Horspool).
 */
public final class Probe {
    private static final int BYTE = 0xff;

    private final byte[] start;
    private final byte[] marker;
    /** How far the marker can be moved on if it ends at a byte. */
    private final int[] shifts = new int[BYTE + 1];
    /** The last bytes that passed, in which a marker may have begun, and room for as many of the next piece. */
    private final byte[] seam;

    private int kept;
    private int startSeen;
    private boolean failed;
    private boolean found;

    /**
     * @param start how the content must begin
     * @param marker what it must hold
     */
    public Probe(byte[] start, byte[] marker) {
        this.start = start.clone();
        this.marker = marker.clone();
        this.seam = new byte[2 * Math.max(0, marker.length - 1)];
        Arrays.fill(shifts, marker.length);
        for (int i = 0; i < marker.length - 1; i++) {
            shifts[marker[i] & BYTE] = marker.length - 1 - i;
        }
    }

    /** Another content begins. */
    public void reset() {
        startSeen = 0;
        kept = 0;
        failed = false;
        found = marker.length == 0;
    }

    /** Looks at the next piece. */
    public void look(byte[] buffer, int offset, int length) {
        int end = offset + length;
        for (int at = offset; startSeen < start.length && at < end && !failed; at++) {
            failed = buffer[at] != start[startSeen++];
        }
        if (!found && !failed) {
            found = isAtSeam(buffer, offset, length) || isIn(buffer, offset, end);
            keep(buffer, offset, length);
        }
    }

    private boolean isAtSeam(byte[] buffer, int offset, int length) {
        if (kept == 0) {
            return false;
        }
        int more = Math.min(length, marker.length - 1);
        System.arraycopy(buffer, offset, seam, kept, more);
        return isIn(seam, 0, kept + more);
    }

    private boolean isIn(byte[] bytes, int from, int to) {
        int last = marker.length - 1;
        for (int at = from + last; at < to; at += shifts[bytes[at] & BYTE]) {
            if (bytes[at] == marker[last] && Arrays.equals(bytes, at - last, at, marker, 0, last)) {
                return true;
            }
        }
        return false;
    }

    /** Of what passed, as many bytes as a marker that is not whole yet can have. */
    private void keep(byte[] buffer, int offset, int length) {
        int most = Math.max(0, marker.length - 1);
        int fresh = Math.min(length, most);
        int old = Math.min(kept, most - fresh);
        System.arraycopy(seam, kept - old, seam, 0, old);
        System.arraycopy(buffer, offset + length - fresh, seam, old, fresh);
        kept = old + fresh;
    }

    /** Whether it is already certain that the content is not wanted. */
    public boolean failed() {
        return failed;
    }

    /** Whether the content that passed has start and marker. */
    public boolean passed() {
        return found && !failed && startSeen == start.length;
    }
}
