package dev.plimsoll.build.jre;

import dev.plimsoll.base.BoundedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The index of a Java runtime's file {@code lib/modules}, which OpenJDK calls a jimage, version 1.0, as it is on machines that put the
 * lowest byte first: a header of seven words, the cells and the places of {@link NameHash}, locations, strings. The contents follow.
 */
final class ModulesIndex {
    static final int MAGIC = 0xCAFEDADA;
    static final int VERSION = 1 << 16;
    static final int HEADER = 7 * Integer.BYTES;

    private static final int MOST_LOCATIONS = 1 << 20;
    private static final int MOST_BYTES = 1 << 26;
    private static final int KINDS = 8;

    private final int flags;
    private final List<Location> locations;
    private final byte[] strings;
    private final long size;

    private ModulesIndex(int flags, List<Location> locations, byte[] strings, long size) {
        this.flags = flags;
        this.locations = List.copyOf(locations);
        this.strings = strings;
        this.size = size;
    }

    /** Flags of the header. */
    int flags() {
        return flags;
    }

    /** In the order of their contents. */
    List<Location> locations() {
        return locations;
    }

    /** Each ends with a zero byte; not to be changed. */
    byte[] strings() {
        return strings;
    }

    /** Bytes of the index, after which contents begin. */
    long size() {
        return size;
    }

    /**
     * Reads the index at the start of a file.
     *
     * @param fileSize that no content may lie behind
     * @throws IOException if it is damaged, cut off or of another version
     */
    static ModulesIndex read(InputStream in, long fileSize) throws IOException {
        ByteBuffer header = buffer(in, HEADER);
        if (header.getInt() != MAGIC) {
            throw new IOException("it is no file of Java modules");
        }
        int version = header.getInt();
        if (version != VERSION) {
            throw new IOException("its version " + (version >>> 16) + "." + (version & 0xffff) + " is not known");
        }
        int flags = header.getInt();
        header.getInt(); // the number of resources, which is the number of places
        int count = header.getInt();
        int locationBytes = header.getInt();
        int stringBytes = header.getInt();
        if (count < 0 || count > MOST_LOCATIONS || tooMany(locationBytes) || tooMany(stringBytes)) {
            throw new IOException("its header states sizes that are too large");
        }
        ByteBuffer tables = buffer(in, 2 * count * Integer.BYTES);
        byte[] packed = buffer(in, locationBytes).array();
        byte[] strings = buffer(in, stringBytes).array();
        long size = HEADER + 2L * count * Integer.BYTES + locationBytes + stringBytes;
        List<Location> locations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Location location = location(packed, tables.getInt((count + i) * Integer.BYTES), strings);
            if (location.offset() < 0
                    || location.stored() < 0
                    || location.offset() > fileSize - size
                    || location.stored() > fileSize - size - location.offset()) {
                throw new IOException(location.name() + " lies outside of it");
            }
            if (!names.add(location.name())) {
                throw new IOException(location.name() + " is in it twice");
            }
            locations.add(location);
        }
        locations.sort(Comparator.comparing(Location::offset).thenComparing(Location::name));
        return new ModulesIndex(flags, locations, strings, size);
    }

    private static boolean tooMany(int bytes) {
        return bytes < 0 || bytes > MOST_BYTES;
    }

    private static ByteBuffer buffer(InputStream in, int length) throws IOException {
        byte[] bytes = BoundedInput.of(in, length, "the index").readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("it is cut off");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A location is a list of values: a byte with the kind and the number of bytes that follow, highest first; kind 0 ends it. */
    private static Location location(byte[] packed, int key, byte[] strings) throws IOException {
        long[] values = new long[KINDS];
        int at = key;
        while (true) {
            int head = byteAt(packed, at++);
            int kind = head >>> 3;
            if (kind == 0) {
                break;
            }
            if (kind >= KINDS) {
                throw new IOException("a location in it has a value of an unknown kind");
            }
            long value = 0;
            for (int left = (head & 7) + 1; left > 0; left--) {
                value = value << 8 | byteAt(packed, at++);
            }
            values[kind] = value;
        }
        String module = string(strings, values[1]);
        String parent = string(strings, values[2]);
        String base = string(strings, values[3]);
        String extension = string(strings, values[4]);
        String name = (module.isEmpty() ? "" : "/" + module + "/")
                + (parent.isEmpty() ? "" : parent + "/")
                + base
                + (extension.isEmpty() ? "" : "." + extension);
        return new Location(
                name,
                key,
                (int) values[1],
                (int) values[2],
                (int) values[3],
                (int) values[4],
                values[5],
                values[6],
                values[7]);
    }

    private static int byteAt(byte[] bytes, int at) throws IOException {
        if (at < 0 || at >= bytes.length) {
            throw new IOException("a location in it is cut off");
        }
        return bytes[at] & 0xff;
    }

    /** The string that begins at a place; strings are UTF-8 as class files have it, and names of resources are ASCII. */
    static String string(byte[] strings, long start) throws IOException {
        if (start < 0 || start >= strings.length) {
            throw new IOException("a string in it is not there");
        }
        int end = (int) start;
        while (end < strings.length && strings[end] != 0) {
            end++;
        }
        return new String(strings, (int) start, end - (int) start, StandardCharsets.UTF_8);
    }
}
