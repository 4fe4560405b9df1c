package dev.plimsoll.debian.catalog;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A growing list of numbers. */
final class Ints {
    private int[] values = new int[16];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
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
