package dev.plimsoll.image.tar;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes a tar archive: ustar, and extended headers for what that can't hold. The same entries give the same bytes. For one thread.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">POSIX pax, "ustar Interchange Format"</a>
 */
public final class TarOutput implements Closeable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final long MAX_SIZE = (1L << 33) - 1;
    private static final int MAX_ID = (1 << 21) - 1;
    private static final String XATTR = "SCHILY.xattr.";

    private final OutputStream out;
    private final Function<String, byte[]> names;
    private final byte[] buffer = new byte[128 * 1024];

    /**
     * @param out closed with this
     * @param names gives the bytes of paths and link targets
     */
    public TarOutput(OutputStream out, Function<String, byte[]> names) {
        this.out = out;
        this.names = names;
    }

    /** Writes the body of an entry. */
    @FunctionalInterface
    public interface Body {
        /** Writes all of it; does not close {@code out}. */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes an entry whose body is made while it is written.
     *
     * @throws IOException if the body is shorter or longer than the item says, besides what writing may throw
     */
    public void add(TarItem item, Body body) throws IOException {
        header(item);
        @SuppressWarnings("resource") // closing it would close 'out'
        ExactOutput exact = new ExactOutput(out, item.size());
        body.write(exact);
        if (exact.left() > 0) {
            throw new EOFException(item.path() + " ended " + exact.left() + " bytes too early");
        }
        pad(item.size());
    }

    /**
     * Writes an entry.
     *
     * @param body of a file, read to the end, which must lie where the item says; of nothing else; not closed by this
     * @throws IOException if the body is shorter or longer than the item says, besides what writing may throw
     */
    public void add(TarItem item, InputStream body) throws IOException {
        header(item);
        body(item, body);
    }

    private void header(TarItem item) throws IOException {
        String name = item.kind() == TarItem.Kind.DIRECTORY ? item.path() + "/" : item.path();
        Map<String, byte[]> extended = new TreeMap<>();
        Header header = new Header();
        byte[] path = names.apply(name);
        if (!header.name(path)) {
            extended.put("path", path);
        }
        byte[] link = names.apply(item.link());
        if (!header.text(157, NAME, link)) {
            extended.put("linkpath", link);
        }
        header.number(100, 8, item.mode() & 07777);
        number(header, 108, 8, item.userId(), MAX_ID, "uid", extended);
        number(header, 116, 8, item.groupId(), MAX_ID, "gid", extended);
        number(header, 124, 12, item.size(), MAX_SIZE, "size", extended);
        number(header, 136, 12, item.modified(), MAX_SIZE, "mtime", extended);
        header.flag(item.kind().flag());
        item.xattrs().forEach((key, value) -> extended.put(XATTR + key, value));
        if (!extended.isEmpty()) {
            extended(extended);
        }
        out.write(header.block());
    }

    private static void number(
            Header header, int at, int length, long value, long most, String key, Map<String, byte[]> extended) {
        if (value >= 0 && value <= most) {
            header.number(at, length, value);
        } else {
            header.number(at, length, 0);
            extended.put(key, bytes(Long.toString(value)));
        }
    }

    private void extended(Map<String, byte[]> records) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        records.forEach((key, value) -> content.writeBytes(record(bytes(key), value)));
        Header header = new Header();
        header.name(bytes("PaxHeaders/entry"));
        header.number(100, 8, 0644);
        header.number(108, 8, 0);
        header.number(116, 8, 0);
        header.number(124, 12, content.size());
        header.number(136, 12, 0);
        header.flag('x');
        out.write(header.block());
        content.writeTo(out);
        pad(content.size());
    }

    /** {@code LENGTH KEY=VALUE\n}, where the length counts itself. */
    private static byte[] record(byte[] key, byte[] value) {
        int rest = key.length + value.length + 3;
        int length = rest + 1;
        while (Integer.toString(length).length() + rest != length) {
            length = Integer.toString(length).length() + rest;
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream(length);
        record.writeBytes(bytes(length + " "));
        record.writeBytes(key);
        record.write('=');
        record.writeBytes(value);
        record.write('\n');
        return record.toByteArray();
    }

    private void body(TarItem item, InputStream body) throws IOException {
        long left = item.size();
        while (left > 0) {
            int n = body.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException(item.path() + " ended " + left + " bytes too early");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
        if (item.kind() == TarItem.Kind.FILE && body.read() >= 0) {
            throw new IOException(item.path() + " has more than the " + item.size() + " bytes that it had before");
        }
        pad(item.size());
    }

    private void pad(long size) throws IOException {
        int over = (int) (size % BLOCK);
        if (over > 0) {
            out.write(new byte[BLOCK - over]);
        }
    }

    /** Writes the archive's end; the stream stays open. */
    public void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One block. */
    private static final class Header {
        private final byte[] block = new byte[BLOCK];

        Header() {
            text(257, 6, bytes("ustar"));
            text(263, 2, bytes("00"));
        }

        /** Whether the name fits, in two parts if need be; what does not is cut. */
        boolean name(byte[] name) {
            if (isPlain(name) && name.length > NAME && name.length <= PREFIX + 1 + NAME) {
                for (int slash = name.length - NAME - 1; slash < name.length - 1 && slash <= PREFIX; slash++) {
                    if (slash > 0 && name[slash] == '/') {
                        text(345, PREFIX, Arrays.copyOf(name, slash));
                        return text(0, NAME, Arrays.copyOfRange(name, slash + 1, name.length));
                    }
                }
            }
            return text(0, NAME, name);
        }

        boolean text(int at, int length, byte[] text) {
            System.arraycopy(text, 0, block, at, Math.min(text.length, length));
            return text.length <= length && isPlain(text);
        }

        private static boolean isPlain(byte[] text) {
            for (byte each : text) {
                if (each <= 0) {
                    return false;
                }
            }
            return true;
        }

        void number(int at, int length, long value) {
            String octal = Long.toOctalString(value);
            text(at, length - 1, bytes("0".repeat(length - 1 - octal.length()) + octal));
        }

        void flag(char flag) {
            block[156] = (byte) flag;
        }

        byte[] block() {
            Arrays.fill(block, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte each : block) {
                sum += each & 0xff;
            }
            number(148, 7, sum);
            block[155] = ' ';
            return block;
        }
    }
}
