package dev.plimsoll.build.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes the loader's cache, byte for byte as the C library's own program does.
 *
 * @see <a href="https://sourceware.org/git/?p=glibc.git;a=blob;f=sysdeps/generic/dl-cache.h">dl-cache.h</a>
 */
final class LibraryCacheFile {
    private static final String MAGIC = "glibc-ld.so.cache1.1";
    private static final byte LITTLE_ENDIAN = 2;
    private static final int HEADER = 48;
    private static final int ENTRY = 24;
    private static final int EXTENSION_MAGIC = 0xeaa42174;
    private static final int EXTENSION = 24;
    private static final int GENERATOR = 0;

    private LibraryCacheFile() {}

    /**
     * A library.
     *
     * @param name by which it is needed
     * @param path where it lies
     * @param flags what it runs on
     */
    record Entry(String name, String path, int flags) {}

    /** @param entries in the cache's order */
    static byte[] write(List<Entry> entries, String maker) {
        TreeSet<byte[]> texts = new TreeSet<>(LibraryCacheFile::fromTheEnd);
        for (Entry each : entries) {
            texts.add(bytes(each.name()));
            texts.add(bytes(each.path()));
        }
        Map<String, Integer> places = new HashMap<>();
        int length = place(texts, places);
        int strings = HEADER + ENTRY * entries.size();
        int extension = strings + length + 3 & ~3;
        byte[] generator = bytes(maker);
        ByteBuffer out =
                ByteBuffer.allocate(extension + EXTENSION + generator.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(bytes(MAGIC)).putInt(entries.size()).putInt(length).put(LITTLE_ENDIAN);
        out.position(32).putInt(extension).position(HEADER);
        for (Entry each : entries) {
            out.putInt(each.flags());
            out.putInt(strings + places.getOrDefault(each.name(), 0));
            out.putInt(strings + places.getOrDefault(each.path(), 0));
            out.putInt(0).putLong(0);
        }
        for (byte[] text : texts) {
            out.position(strings + places.getOrDefault(text(text), 0)).put(text);
        }
        out.position(extension).putInt(EXTENSION_MAGIC).putInt(1);
        out.putInt(GENERATOR).putInt(0).putInt(extension + EXTENSION).putInt(generator.length);
        return out.put(generator).array();
    }

    /** A text that another ends in shares its place. */
    private static int place(Collection<byte[]> texts, Map<String, Integer> places) {
        byte[] before = new byte[0];
        int end = -1;
        for (byte[] each : texts) {
            boolean tail = before.length >= each.length
                    && Arrays.equals(before, before.length - each.length, before.length, each, 0, each.length);
            if (!tail) {
                end += 1 + each.length;
            }
            places.put(text(each), end - each.length);
            before = each;
        }
        return end + 1;
    }

    /** By the bytes from the last to the first, the greater first; of two that agree so far, the longer one is first. */
    private static int fromTheEnd(byte[] one, byte[] other) {
        for (int i = 1; i <= Math.min(one.length, other.length); i++) {
            int order = (other[other.length - i] & 0xff) - (one[one.length - i] & 0xff);
            if (order != 0) {
                return order;
            }
        }
        return other.length - one.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
