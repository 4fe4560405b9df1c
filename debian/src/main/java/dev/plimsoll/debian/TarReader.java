package dev.plimsoll.debian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a package's tar stream, in their order: names, links and contents, which is all that a changelog needs. Reads
 * ustar, GNU long names and PAX records. Not for concurrent use.
 *
 * @see <a href="https://manpages.debian.org/bookworm/libarchive-dev/tar.5.en.html">tar(5)</a>
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int MAX_META = 1 << 20;

    private final InputStream in;
    private long left;
    private long padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * One entry.
     *
     * @param name without {@code ./} before it and {@code /} behind it
     * @param type as in its header: {@code 0} file, {@code 1} hard link, {@code 2} symbolic link, {@code 5} directory
     * @param link target of a link, or empty
     * @param size bytes of its content
     */
    record Entry(String name, char type, String link, long size) {
        boolean isFile() {
            return type == '0' || type == '\0' || type == '7';
        }

        boolean isSymlink() {
            return type == '2';
        }
    }

    /** Goes to the next entry; empty at the end. */
    Optional<Entry> next() throws IOException {
        Map<String, String> overrides = new HashMap<>();
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || header.length == BLOCK && isZero(header)) {
                return Optional.empty();
            }
            if (header.length < BLOCK) {
                throw new IOException("its tar ends within a header");
            }
            setSize(number(header, 124, 12));
            char type = (char) (header[156] & 0xff);
            switch (type) {
                case 'L' -> overrides.put("path", meta());
                case 'K' -> overrides.put("linkpath", meta());
                case 'x' -> readPax(overrides);
                case 'g' -> meta();
                default -> {
                    return Optional.of(entry(header, type, overrides));
                }
            }
        }
    }

    /** The current entry's content; valid until the next call of {@link #next()}. */
    InputStream content() {
        return new Content();
    }

    private Entry entry(byte[] header, char type, Map<String, String> overrides) throws IOException {
        String size = overrides.get("size");
        if (size != null) {
            setSize(decimal(size));
        }
        String name = overrides.getOrDefault("path", name(header));
        return new Entry(plain(name), type, overrides.getOrDefault("linkpath", text(header, 157, 100)), left);
    }

    private static String name(byte[] header) {
        String prefix = text(header, 257, 6).equals("ustar") ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String plain(String name) {
        String plain = name;
        while (plain.startsWith("./") || plain.startsWith("/")) {
            plain = plain.substring(plain.startsWith("./") ? 2 : 1);
        }
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private void setSize(long size) throws IOException {
        if (size < 0) {
            throw new IOException("its tar states a negative size");
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private String meta() throws IOException {
        if (left > MAX_META) {
            throw new IOException("its tar has a name of " + left + " bytes");
        }
        byte[] bytes = content().readNBytes((int) left);
        return text(bytes, 0, bytes.length);
    }

    /** Records are {@code LENGTH KEY=VALUE\n}. */
    private void readPax(Map<String, String> overrides) throws IOException {
        String records = meta();
        byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
        int position = 0;
        while (position < bytes.length) {
            int space = indexOf(bytes, (byte) ' ', position);
            long length =
                    space < 0 ? -1 : decimal(new String(bytes, position, space - position, StandardCharsets.UTF_8));
            if (length <= space - position || length > bytes.length - position) {
                throw new IOException("its tar has a damaged PAX header");
            }
            String record = new String(bytes, space + 1, position + (int) length - space - 1, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                overrides.put(
                        record.substring(0, equals),
                        record.substring(equals + 1).stripTrailing());
            }
            position += (int) length;
        }
    }

    private static int indexOf(byte[] bytes, byte wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static long decimal(String digits) throws IOException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IOException("its tar has a number that is none", e);
        }
    }

    /** Octal, or GNU's base 256 where the first bit is set. */
    private static long number(byte[] header, int offset, int length) throws IOException {
        long value = 0;
        if ((header[offset] & 0x80) != 0) {
            for (int i = offset + length - 8; i < offset + length; i++) {
                value = value << 8 | header[i] & 0xff;
            }
            return value;
        }
        String digits = text(header, offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("its tar header is damaged", e);
        }
    }

    private static String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static boolean isZero(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw new IOException("its tar ends within a file");
            }
            left -= n;
            return n;
        }
    }
}
