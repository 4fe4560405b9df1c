package dev.plimsoll.build.certs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One value of a DER encoding.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690</a>
 */
final class Der {
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int UTF8_STRING = 0x0c;

    private final int tag;
    private final byte[] content;

    /** @param tag its kind, with the bit for constructed ones */
    Der(int tag, byte[] content) {
        this.tag = tag;
        this.content = content;
    }

    int tag() {
        return tag;
    }

    byte[] content() {
        return content;
    }

    /** The values in {@code bytes}, one after the other. */
    static List<Der> all(byte[] bytes) throws IOException {
        List<Der> values = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int tag = bytes[at] & 0xff;
            if (at + 1 >= bytes.length || (tag & 0x1f) == 0x1f) {
                throw new IOException("it is not DER");
            }
            int length = bytes[at + 1] & 0xff;
            int start = at + 2;
            if (length >= 0x80) {
                int digits = length & 0x7f;
                if (digits < 1 || digits > 3 || start + digits > bytes.length) {
                    throw new IOException("it is not DER");
                }
                length = 0;
                for (int i = 0; i < digits; i++) {
                    length = length << 8 | bytes[start + i] & 0xff;
                }
                start += digits;
            }
            if (length > bytes.length - start) {
                throw new IOException("it is not DER");
            }
            values.add(new Der(tag, Arrays.copyOfRange(bytes, start, start + length)));
            at = start + length;
        }
        return values;
    }

    List<Der> children() throws IOException {
        return all(content);
    }

    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int digits = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
            out.write(0x80 | digits);
            for (int i = digits - 1; i >= 0; i--) {
                out.write(content.length >> 8 * i);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
