package dev.plimsoll.inventory.ecosystem.java;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Walks a central directory. A jar has thousands of entries and few that matter, so names are looked at as bytes, and nothing is
 * allocated for an entry until {@link #entry} is asked for.
 */
final class ZipCursor {
    private static final int HEADER = 46;
    private static final int SIGNATURE = 0x02014b50;
    /** A header with the longest name, extra field and comment fits. */
    private static final int WINDOW = 256 * 1024;

    private final RandomBytes bytes;
    private final Work work;
    private final long end;
    private final byte[] window;
    private long position;
    /** Where the window lies. */
    private long windowStart;

    private int windowLength;
    private int header;
    private int nameLength;

    ZipCursor(RandomBytes bytes, long start, long length, Work work) {
        this.bytes = bytes;
        this.work = work;
        this.position = start;
        this.end = start + length;
        this.windowStart = start;
        this.window = new byte[(int) Math.min(length, WINDOW)];
    }

    /** Goes to the next entry; false at the end. */
    boolean next() throws IOException {
        if (position == end) {
            return false;
        }
        work.entry();
        need(HEADER);
        header = (int) (position - windowStart);
        if (int32(header) != SIGNATURE) {
            throw new ZipException("its directory has no entry at byte " + position + ", where one is due");
        }
        nameLength = int16(header + 28);
        int length = HEADER + nameLength + int16(header + 30) + int16(header + 32);
        need(length);
        header = (int) (position - windowStart);
        position += length;
        return true;
    }

    private void need(int length) throws IOException {
        if (length > end - position) {
            throw new ZipException("an entry of its directory reaches past the directory's end at byte " + end);
        }
        if (position + length > windowStart + windowLength) {
            int count = (int) Math.min(window.length, end - position);
            work.bytes(count);
            bytes.read(position, window, 0, count);
            windowStart = position;
            windowLength = count;
        }
    }

    int nameLength() {
        return nameLength;
    }

    /** One byte of the current name, counted from its start. */
    byte nameByte(int index) {
        return window[header + HEADER + index];
    }

    /** Whether the current name has {@code ascii}, in lower case, at {@code from}, whatever the case there. */
    boolean nameHas(String ascii, int from) {
        if (from < 0 || from + ascii.length() > nameLength) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            int b = nameByte(from + i);
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean nameEndsWith(String ascii) {
        return nameHas(ascii, nameLength - ascii.length());
    }

    /** Whether the name ends in a dot and one to {@code most} characters. */
    boolean suffixIsAtMost(int most) {
        for (int i = nameLength - 2; i >= 0 && i >= nameLength - 1 - most; i--) {
            if (nameByte(i) == '.') {
                return true;
            }
        }
        return false;
    }

    /** Counts the current entry as one that will be looked into. */
    void countPiece() throws IOException {
        work.piece();
    }

    String name() {
        ByteBuffer name = ByteBuffer.wrap(window, header + HEADER, nameLength);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
        } catch (CharacterCodingException e) {
            // An old archive in some other code page: any reading will do that keeps different names apart.
            return new String(window, header + HEADER, nameLength, StandardCharsets.ISO_8859_1);
        }
    }

    ZipEntryRef entry() {
        long compressedSize = int32(header + 20) & 0xffffffffL;
        long size = int32(header + 24) & 0xffffffffL;
        long offset = int32(header + 42) & 0xffffffffL;
        int extra = header + HEADER + nameLength;
        int extraEnd = extra + int16(header + 30);
        while (extra + 4 <= extraEnd) {
            int length = int16(extra + 2);
            int field = extra + 4;
            int fieldEnd = Math.min(field + length, extraEnd);
            if (int16(extra) == 1) {
                // Zip64: holds, in this order, only those values that did not fit above.
                if (size == 0xffffffffL && field + 8 <= fieldEnd) {
                    size = int64(field);
                    field += 8;
                }
                if (compressedSize == 0xffffffffL && field + 8 <= fieldEnd) {
                    compressedSize = int64(field);
                    field += 8;
                }
                if (offset == 0xffffffffL && field + 8 <= fieldEnd) {
                    offset = int64(field);
                }
                break;
            }
            extra = field + length;
        }
        return new ZipEntryRef(name(), int16(header + 8), int16(header + 10), compressedSize, size, offset);
    }

    private int int16(int at) {
        return window[at] & 0xff | (window[at + 1] & 0xff) << 8;
    }

    private int int32(int at) {
        return int16(at) | int16(at + 2) << 16;
    }

    private long int64(int at) {
        return int32(at) & 0xffffffffL | (long) int32(at + 4) << 32;
    }
}
