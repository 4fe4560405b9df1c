package dev.plimsoll.advisory.store;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Makes long records shorter: lists of versions are most of some feeds and shrink to a tenth. Not for concurrent use. */
final class Packing {
    private static final int WORTH_IT = 200;
    private static final int LONGEST = 64 << 20;
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

    byte[] pack(byte[] record) {
        if (record.length >= WORTH_IT) {
            byte[] packed = deflate(record);
            if (packed.length < record.length) {
                return packed;
            }
        }
        byte[] plain = new byte[record.length + 1];
        plain[0] = PLAIN;
        System.arraycopy(record, 0, plain, 1, record.length);
        return plain;
    }

    private byte[] deflate(byte[] record) {
        deflater.reset();
        deflater.setInput(record);
        deflater.finish();
        byte[] out = new byte[record.length + 64];
        out[0] = DEFLATED;
        out[1] = (byte) (record.length >>> 24);
        out[2] = (byte) (record.length >>> 16);
        out[3] = (byte) (record.length >>> 8);
        out[4] = (byte) record.length;
        int size = deflater.deflate(out, 5, out.length - 5);
        return deflater.finished() ? Arrays.copyOf(out, size + 5) : new byte[record.length];
    }

    void close() {
        deflater.end();
    }

    static byte[] unpack(byte[] packed) throws DamagedRecordException {
        if (packed.length == 0) {
            throw new DamagedRecordException();
        }
        if (packed[0] == PLAIN) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        if (packed[0] != DEFLATED || packed.length < 5) {
            throw new DamagedRecordException();
        }
        int length = (packed[1] & 0xff) << 24 | (packed[2] & 0xff) << 16 | (packed[3] & 0xff) << 8 | packed[4] & 0xff;
        // Deflate gives 1032 bytes for one at most: a damaged length can't make us allocate more than that.
        if (length < 0 || length > LONGEST || length > 1032L * packed.length) {
            throw new DamagedRecordException();
        }
        return inflate(packed, length);
    }

    private static byte[] inflate(byte[] packed, int length) throws DamagedRecordException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 5, packed.length - 5);
            byte[] record = new byte[length];
            if (inflater.inflate(record) != length) {
                throw new DamagedRecordException();
            }
            return record;
        } catch (DataFormatException e) {
            DamagedRecordException damaged = new DamagedRecordException();
            damaged.initCause(e);
            throw damaged;
        } finally {
            inflater.end();
        }
    }
}
