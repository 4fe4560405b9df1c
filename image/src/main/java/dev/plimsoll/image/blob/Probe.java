package dev.plimsoll.image.blob;

/** Looks for a start and a marker in content that passes by in pieces. For one content at a time, and one thread. */
public final class Probe {
    private final byte[] start;
    private final byte[] marker;
    private final int[] fallback;
    private int startSeen;
    private int matched;
    private boolean failed;
    private boolean found;

    /**
     * @param start how the content must begin
     * @param marker what it must hold
     */
    public Probe(byte[] start, byte[] marker) {
        this.start = start.clone();
        this.marker = marker.clone();
        this.fallback = fallback(this.marker);
    }

    private static int[] fallback(byte[] marker) {
        int[] table = new int[marker.length];
        int length = 0;
        for (int i = 1; i < marker.length; i++) {
            while (length > 0 && marker[i] != marker[length]) {
                length = table[length - 1];
            }
            if (marker[i] == marker[length]) {
                length++;
            }
            table[i] = length;
        }
        return table;
    }

    /** Another content begins. */
    public void reset() {
        startSeen = 0;
        matched = 0;
        failed = false;
        found = marker.length == 0;
    }

    /** Looks at the next piece. */
    public void look(byte[] buffer, int offset, int length) {
        int i = offset;
        int end = offset + length;
        for (int at = i; startSeen < start.length && at < end && !failed; at++) {
            failed = buffer[at] != start[startSeen++];
        }
        while (i < end && !found && !failed) {
            if (matched == 0) {
                while (i < end && buffer[i] != marker[0]) {
                    i++;
                }
                if (i == end) {
                    return;
                }
            }
            step(buffer[i++]);
        }
    }

    private void step(byte b) {
        while (matched > 0 && b != marker[matched]) {
            matched = fallback[matched - 1];
        }
        if (b == marker[matched]) {
            matched++;
        }
        if (matched == marker.length) {
            found = true;
        }
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
