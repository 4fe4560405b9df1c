package dev.plimsoll.build.tree;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/** Compares what files hold, and their extended attributes. */
public final class Contents {
    private static final int BUFFER = 1 << 16;

    private Contents() {}

    /** Whether two streams have the same bytes left; closes neither. */
    public static boolean areSame(InputStream one, InputStream other) throws IOException {
        byte[] here = new byte[BUFFER];
        byte[] there = new byte[BUFFER];
        while (true) {
            int n = one.readNBytes(here, 0, BUFFER);
            int m = other.readNBytes(there, 0, BUFFER);
            if (n != m || !Arrays.equals(here, 0, n, there, 0, m)) {
                return false;
            }
            if (n < BUFFER) {
                return true;
            }
        }
    }

    /** Whether two files have the same extended attributes, by their names. */
    public static boolean areSame(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(each -> Arrays.equals(each.getValue(), other.get(each.getKey())));
    }
}
