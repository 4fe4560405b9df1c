package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;
import java.util.Arrays;

/** One block of 512 bytes as a header; knows the fields' places and how numbers are written. */
final class TarHeader {
    static final int BLOCK = 512;

    final byte[] block = new byte[BLOCK];

    boolean isZero() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the checksum is right; very old tars summed signed bytes. */
    boolean hasValidChecksum() {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            int b = i >= 148 && i < 156 ? ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        try {
            long stated = number(148, 8, "checksum");
            return stated == unsigned || stated == signed;
        } catch (CorruptDataException e) {
            return false;
        }
    }

    byte type() {
        return block[156];
    }

    byte[] name() {
        byte[] name = text(0, 100);
        int prefixLength = prefixLength();
        byte[] prefix = prefixLength == 0 ? name : text(345, prefixLength);
        if (prefixLength == 0 || prefix.length == 0) {
            return name;
        }
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    /** POSIX gives 155 bytes to a name's prefix, star 131; GNU uses the place for other things, and v7 has none. */
    private int prefixLength() {
        boolean posix = matches(257, "ustar\0");
        if (!posix) {
            return 0;
        }
        return matches(508, "tar\0") ? 131 : 155;
    }

    private boolean matches(int offset, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (block[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    byte[] linkName() {
        return text(157, 100);
    }

    int mode() throws CorruptDataException {
        return (int) number(100, 8, "mode") & 07777;
    }

    int userId() throws CorruptDataException {
        return (int) number(108, 8, "uid");
    }

    int groupId() throws CorruptDataException {
        return (int) number(116, 8, "gid");
    }

    long size() throws CorruptDataException {
        return number(124, 12, "size");
    }

    long modified() throws CorruptDataException {
        return number(136, 12, "mtime");
    }

    /** Names and device numbers are in ustar's part of the block, POSIX's or GNU's. */
    private boolean isUstar() {
        return matches(257, "ustar");
    }

    byte[] userName() {
        return isUstar() ? text(265, 32) : new byte[0];
    }

    byte[] groupName() {
        return isUstar() ? text(297, 32) : new byte[0];
    }

    private byte[] text(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }

    /** A number in octal, or in base 256 if its first bit is set. An empty field is 0, as everyone reads it. */
    long number(int offset, int length, String field) throws CorruptDataException {
        if ((block[offset] & 0x80) != 0) {
            return base256(offset, length, field);
        }
        int i = offset;
        int end = offset + length;
        while (i < end && block[i] == ' ') {
            i++;
        }
        long value = 0;
        while (i < end && block[i] >= '0' && block[i] <= '7') {
            if (value >>> 60 != 0) {
                throw new CorruptDataException("the " + field + " in a tar header is too large");
            }
            value = value << 3 | (block[i] - '0');
            i++;
        }
        // After a terminator anything may stand.
        if (i < end && block[i] != ' ' && block[i] != 0) {
            throw new CorruptDataException("the " + field + " in a tar header is no octal number");
        }
        return value;
    }

    private long base256(int offset, int length, String field) throws CorruptDataException {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int b = i == 0 ? (negative ? block[offset] : block[offset] & 0x7f) : block[offset + i] & 0xff;
            if (value >> 55 != (negative ? -1 : 0)) {
                throw new CorruptDataException("the " + field + " in a tar header is too large");
            }
            value = value << 8 | b & 0xff;
        }
        return value;
    }
}
