package dev.plimsoll.debian.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names numbered in the order in which they first appear: a hundred thousand of them in the room that their bytes take, twice. */
final class NameTable {
    private final Ints ends = new Ints();
    private byte[] bytes = new byte[1 << 16];

    /** Numbers, one more each, at the place that the name's hash gives or at the next free one; 0 is a free place. */
    private int[] slots = new int[1 << 12];

    /** The number of a name, a new one if it was not there. */
    int number(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int slot = slot(text, 0, text.length);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int number = ends.size();
        int start = start(number);
        if (bytes.length - start < text.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + text.length));
        }
        System.arraycopy(text, 0, bytes, start, text.length);
        ends.add(start + text.length);
        slots[slot] = number + 1;
        if (ends.size() > slots.length / 2) {
            rehash();
        }
        return number;
    }

    /** Where a name is found, or would stand. */
    private int slot(byte[] text, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int slot = (hash ^ hash >>> 15) & slots.length - 1;
        while (slots[slot] != 0) {
            int known = slots[slot] - 1;
            if (Arrays.equals(bytes, start(known), ends.get(known), text, from, to)) {
                return slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int i = 0; i < ends.size(); i++) {
            slots[slot(bytes, start(i), ends.get(i))] = i + 1;
        }
    }

    private int start(int number) {
        return number == 0 ? 0 : ends.get(number - 1);
    }

    int size() {
        return ends.size();
    }

    /** Bytes of a name. */
    int length(int number) {
        return ends.get(number) - start(number);
    }

    /** All numbers, in the order of their names' bytes. */
    int[] sorted() {
        Integer[] numbers = new Integer[ends.size()];
        Arrays.setAll(numbers, i -> i);
        Arrays.sort(
                numbers,
                (one, other) ->
                        Arrays.compareUnsigned(bytes, start(one), ends.get(one), bytes, start(other), ends.get(other)));
        return Arrays.stream(numbers).mapToInt(Integer::intValue).toArray();
    }

    void write(int number, OutputStream out) throws IOException {
        out.write(bytes, start(number), length(number));
    }
}
