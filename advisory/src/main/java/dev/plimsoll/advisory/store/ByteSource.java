package dev.plimsoll.advisory.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link ByteSink} wrote. Never allocates by a length that is not there. */
final class ByteSource {
    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() throws DamagedRecordException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= bytes.length) {
                throw new DamagedRecordException();
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new DamagedRecordException();
    }

    long signed() throws DamagedRecordException {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** A count of things that take a byte each at least. */
    int count() throws DamagedRecordException {
        long value = number();
        if (value < 0 || value > bytes.length - at) {
            throw new DamagedRecordException();
        }
        return (int) value;
    }

    String text() throws DamagedRecordException {
        int length = count();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    List<String> texts() throws DamagedRecordException {
        int count = count();
        if (count == 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(text());
        }
        return values;
    }

    /** One of {@code values}, by its number. */
    <E> E choice(List<E> values) throws DamagedRecordException {
        long number = number();
        if (number < 0 || number >= values.size()) {
            throw new DamagedRecordException();
        }
        return values.get((int) number);
    }
}
