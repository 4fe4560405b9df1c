package dev.plimsoll.advisory.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes the store's compact records: numbers in as few bytes as they need, texts with their length in front. */
final class ByteSink {
    private byte[] bytes = new byte[1024];
    private int size;

    ByteSink number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            single((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        single((int) rest);
        return this;
    }

    /** A number that may be below 0. */
    ByteSink signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    ByteSink text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        return this;
    }

    ByteSink texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    /** One of {@code values}; reading it back takes the same list. */
    <E> ByteSink choice(List<E> values, E value) {
        int place = values.indexOf(value);
        if (place < 0) {
            throw new IllegalArgumentException(value + " has no number in the store");
        }
        return number(place);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    private void single(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
