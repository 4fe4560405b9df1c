package dev.plimsoll.testkit.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a small tar, entry by entry, good or bad as a test wants it. Names longer than a header's field get a PAX header. */
public final class TinyTar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A file of root's. */
    public TinyTar file(String name, String content) {
        return file(name, 0644, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of root's. */
    public TinyTar file(String name, int mode, byte[] content) {
        return entry('0', name, mode, "", content);
    }

    /** A directory of root's. */
    public TinyTar directory(String name) {
        return entry('5', name.endsWith("/") ? name : name + "/", 0755, "", new byte[0]);
    }

    /** A symbolic link. */
    public TinyTar symlink(String name, String target) {
        return entry('2', name, 0777, target, new byte[0]);
    }

    /** A hard link. */
    public TinyTar hardLink(String name, String target) {
        return entry('1', name, 0644, target, new byte[0]);
    }

    /** A character device. */
    public TinyTar device(String name) {
        return entry('3', name, 0600, "", new byte[0]);
    }

    /** A PAX header before the next entry: records of {@code key=value}. */
    public TinyTar pax(String... records) {
        return extended('x', records);
    }

    /** A PAX header for all entries that follow. */
    public TinyTar globalPax(String... records) {
        return extended('g', records);
    }

    private TinyTar extended(char type, String... records) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String record : records) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            int length = bytes.length + 3;
            while (length != bytes.length + 2 + String.valueOf(length).length()) {
                length++;
            }
            body.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(bytes);
            body.write('\n');
        }
        return entry(type, "PaxHeader", 0644, "", body.toByteArray());
    }

    /** Any entry; names are written as UTF-8. */
    public TinyTar entry(char type, String name, int mode, String link, byte[] content) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] linkBytes = link.getBytes(StandardCharsets.UTF_8);
        if (nameBytes.length > 100 && linkBytes.length > 100) {
            pax("path=" + name, "linkpath=" + link);
        } else if (nameBytes.length > 100) {
            pax("path=" + name);
        } else if (linkBytes.length > 100) {
            pax("linkpath=" + link);
        }
        return raw(type, nameBytes, mode, linkBytes, content.length, content);
    }

    /** Any entry, with a size that need not be true. */
    public TinyTar raw(char type, byte[] name, int mode, byte[] link, long size, byte[] content) {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, Math.min(100, name.length));
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, 1_700_000_000L);
        header[156] = (byte) type;
        System.arraycopy(link, 0, header, 157, Math.min(100, link.length));
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 8);
        return block(header, content);
    }

    /** A header whose checksum is set here, and content. */
    public TinyTar block(byte[] header, byte[] content) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    private static void octal(byte[] header, int offset, int length, long value) {
        String digits = Long.toOctalString(value);
        int pad = length - 1 - digits.length();
        for (int i = 0; i < length - 1; i++) {
            header[offset + i] = (byte) (i < pad ? '0' : digits.charAt(i - pad));
        }
        header[offset + length - 1] = 0;
    }

    /** The tar with the blocks that end it. */
    public byte[] bytes() {
        byte[] entries = withoutEnd();
        return Arrays.copyOf(entries, entries.length + 2 * BLOCK);
    }

    /** The tar without the blocks that end it. */
    public byte[] withoutEnd() {
        return out.toByteArray();
    }
}
