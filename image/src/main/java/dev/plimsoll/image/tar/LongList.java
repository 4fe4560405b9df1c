package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;
import java.util.Arrays;

/** The numbers of a sparse map while it is read; bounded. */
final class LongList {
    private long[] values = new long[16];
    private int size;

    void add(long value) throws CorruptDataException {
        if (size == 2 * SparseMap.MAX_PIECES) {
            throw new CorruptDataException("a sparse map has more than " + SparseMap.MAX_PIECES + " pieces");
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long get(int i) {
        return values[i];
    }
}
