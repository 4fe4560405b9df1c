package dev.plimsoll.debian.catalog;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A growing list of numbers. */
final class Ints {
    private int[] values = new int[2];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** Adds it unless it is the last one already. */
    void addOnce(int value) {
        if (size == 0 || values[size - 1] != value) {
            add(value);
        }
    }

    void addAll(Ints others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i]);
        }
    }

    int size() {
        return size;
    }

    void write(DataOutputStream out) throws IOException {
        for (int i = 0; i < size; i++) {
            out.writeInt(values[i]);
        }
    }
}
