package dev.plimsoll.debian.deb;

import dev.plimsoll.base.BulkInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The members of an ar archive, as {@code .deb} files are, in their order. Not for concurrent use.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb.5.en.html">deb(5)</a>
 */
final class ArReader {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 60;

    private final InputStream in;
    private long left;
    private boolean padded;

    /** @throws IOException if {@code in} does not begin like an ar archive */
    ArReader(InputStream in) throws IOException {
        this.in = in;
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("it is not an ar archive, as a .deb must be");
        }
    }

    /** Goes to the next member and gives its name; empty at the end. */
    Optional<String> next() throws IOException {
        in.skipNBytes(left + (padded ? 1 : 0));
        byte[] header = in.readNBytes(HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < HEADER || header[58] != '`' || header[59] != '\n') {
            throw new IOException("its ar header is damaged");
        }
        left = size(text(header, 48, 10));
        padded = left % 2 == 1;
        String name = text(header, 0, 16);
        return Optional.of(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    }

    /** The current member's content; valid until the next call of {@link #next()}. */
    InputStream content() {
        return new Member();
    }

    private static long size(String digits) throws IOException {
        try {
            long size = Long.parseLong(digits);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException("an ar member's size is no number", e);
        }
        throw new IOException("an ar member's size is negative");
    }

    private static String text(byte[] header, int offset, int length) {
        return new String(header, offset, length, StandardCharsets.ISO_8859_1).strip();
    }

    private final class Member extends BulkInput {
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw new IOException("an ar member ends before its stated size");
            }
            left -= n;
            return n;
        }
    }
}
