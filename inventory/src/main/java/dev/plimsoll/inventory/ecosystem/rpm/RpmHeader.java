package dev.plimsoll.inventory.ecosystem.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A package header as it lies in an rpm database: two numbers, an index of tags, and the data they point into. Every number is checked
 * against the blob it is in before it is used.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/format_header.html">RPM header format</a>
 */
final class RpmHeader {
    static final int NAME = 1000;
    static final int VERSION = 1001;
    static final int RELEASE = 1002;
    static final int EPOCH = 1003;
    static final int VENDOR = 1011;
    static final int LICENCE = 1014;
    static final int ARCHITECTURE = 1022;
    static final int FILE_FLAGS = 1037;
    static final int SOURCE_RPM = 1044;
    static final int DIRECTORY_INDEXES = 1116;
    static final int BASE_NAMES = 1117;
    static final int DIRECTORY_NAMES = 1118;
    static final int MODULARITY_LABEL = 5096;

    private static final int TYPE_INT32 = 4;
    private static final int TYPE_STRING = 6;
    private static final int TYPE_STRING_ARRAY = 8;
    private static final int TYPE_I18N_STRING = 9;
    private static final int PREAMBLE = 8;
    private static final int ENTRY = 16;

    private final ByteBuffer blob;
    private final int entries;
    private final int dataStart;
    private final int dataEnd;

    /** @throws IOException if the numbers at its start do not fit its size */
    RpmHeader(byte[] bytes) throws IOException {
        this.blob = ByteBuffer.wrap(bytes);
        if (bytes.length < PREAMBLE) {
            throw new IOException("a package header of " + bytes.length + " bytes is cut off");
        }
        this.entries = blob.getInt(0);
        int dataLength = blob.getInt(4);
        if (entries <= 0 || entries > (bytes.length - PREAMBLE) / ENTRY) {
            throw new IOException("a package header claims " + entries + " entries in " + bytes.length + " bytes");
        }
        this.dataStart = PREAMBLE + entries * ENTRY;
        if (dataLength < 0 || dataLength > bytes.length - dataStart) {
            throw new IOException("a package header claims " + dataLength + " bytes of data, more than there are");
        }
        this.dataEnd = dataStart + dataLength;
    }

    /** A string, or the first of several; empty if the tag is not there. */
    String string(int tag) throws IOException {
        int entry = find(tag);
        if (entry < 0) {
            return "";
        }
        int type = blob.getInt(entry + 4);
        if (type != TYPE_STRING && type != TYPE_STRING_ARRAY && type != TYPE_I18N_STRING) {
            throw new IOException("tag " + tag + " has type " + type + " where a text is expected");
        }
        int at = offset(entry, tag);
        return text(at, end(at, tag));
    }

    /** All strings of a tag; none if it is not there. */
    List<String> strings(int tag) throws IOException {
        int entry = find(tag);
        if (entry < 0) {
            return List.of();
        }
        int at = offset(entry, tag);
        int count = blob.getInt(entry + 12);
        if (blob.getInt(entry + 4) != TYPE_STRING_ARRAY || count < 0 || count > dataEnd - at) {
            throw new IOException("tag " + tag + " is no list of texts, or claims " + count + " of them");
        }
        List<String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int end = end(at, tag);
            strings.add(text(at, end));
            at = end + 1;
        }
        return strings;
    }

    /** A number, or the first of several; empty if the tag is not there. */
    OptionalInt number(int tag) throws IOException {
        int[] numbers = numbers(tag);
        return numbers.length == 0 ? OptionalInt.empty() : OptionalInt.of(numbers[0]);
    }

    /** All numbers of a tag; none if it is not there. */
    int[] numbers(int tag) throws IOException {
        int entry = find(tag);
        if (entry < 0) {
            return new int[0];
        }
        int at = offset(entry, tag);
        int count = blob.getInt(entry + 12);
        if (blob.getInt(entry + 4) != TYPE_INT32 || count < 0 || count > (dataEnd - at) / 4) {
            throw new IOException("tag " + tag + " is no list of numbers, or claims " + count + " of them");
        }
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = blob.getInt(at + 4 * i);
        }
        return numbers;
    }

    private int find(int tag) {
        for (int i = 0; i < entries; i++) {
            if (blob.getInt(PREAMBLE + i * ENTRY) == tag) {
                return PREAMBLE + i * ENTRY;
            }
        }
        return -1;
    }

    private int offset(int entry, int tag) throws IOException {
        int offset = blob.getInt(entry + 8);
        if (offset < 0 || offset >= dataEnd - dataStart) {
            throw new IOException("tag " + tag + " points outside its header");
        }
        return dataStart + offset;
    }

    private int end(int from, int tag) throws IOException {
        for (int i = from; i < dataEnd; i++) {
            if (blob.get(i) == 0) {
                return i;
            }
        }
        throw new IOException("the text of tag " + tag + " has no end");
    }

    private String text(int from, int end) {
        return new String(blob.array(), from, end - from, StandardCharsets.UTF_8);
    }
}
