package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Extended headers in force for an entry: those of its own, over the global ones. {@code hdrcharset} needs no care, since names stay
 * bytes here.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">POSIX pax, extended header</a>
 */
final class PaxHeaders {
    private static final String XATTR = "SCHILY.xattr.";

    private static final Set<String> KNOWN = Set.of(
            "path",
            "linkpath",
            "size",
            "uid",
            "gid",
            "mtime",
            "uname",
            "gname",
            "GNU.sparse.major",
            "GNU.sparse.minor",
            "GNU.sparse.name",
            "GNU.sparse.realsize",
            "GNU.sparse.size",
            "GNU.sparse.map");

    private final Map<String, byte[]> values = new HashMap<>();
    private @Nullable LongList pieces;

    boolean isEmpty() {
        return values.isEmpty() && pieces == null;
    }

    void clear() {
        values.clear();
        pieces = null;
    }

    void putAll(PaxHeaders others) {
        values.putAll(others.values);
    }

    /** Reads records {@code LENGTH KEY=VALUE\n}; an empty value takes an earlier one back. */
    void parse(byte[] records) throws CorruptDataException {
        for (int at = 0; at < records.length; ) {
            int space = indexOf(records, ' ', at, Math.min(records.length, at + 12));
            long length = space < 0 ? -1 : decimal(records, at, space);
            if (length <= space - at + 1 || length > records.length - at || records[at + (int) length - 1] != '\n') {
                // GNU tar pads nothing, but others fill the block with zeros.
                if (records[at] == 0) {
                    return;
                }
                throw new CorruptDataException("a PAX header has a malformed record");
            }
            int end = at + (int) length - 1;
            int equals = indexOf(records, '=', space + 1, end);
            if (equals < 0) {
                throw new CorruptDataException("a PAX header has a record without '='");
            }
            put(text(records, space + 1, equals), Arrays.copyOfRange(records, equals + 1, end));
            at = end + 1;
        }
    }

    private void put(String key, byte[] value) throws CorruptDataException {
        if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
            if (pieces == null) {
                pieces = new LongList();
            }
            pieces.add(decimal(value, 0, value.length));
        } else if (KNOWN.contains(key) || key.startsWith(XATTR)) {
            values.put(key, value);
        }
    }

    byte @Nullable [] bytes(String key) {
        byte[] value = values.get(key);
        return value == null || value.length == 0 ? null : value;
    }

    long number(String key, long otherwise) throws CorruptDataException {
        byte[] value = bytes(key);
        if (value == null) {
            return otherwise;
        }
        long number = decimal(value, 0, value.length);
        if (number < 0) {
            throw new CorruptDataException("a PAX header's " + key + " is no number");
        }
        return number;
    }

    /** Extended attributes by name. */
    Map<String, byte[]> extendedAttributes() {
        Map<String, byte[]> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                found.put(key.substring(XATTR.length()), value);
            }
        });
        return found;
    }

    /** The pieces of sparse format 0.0 or 0.1, or null. */
    @Nullable
    LongList sparsePieces() throws CorruptDataException {
        byte[] map = bytes("GNU.sparse.map");
        if (map == null) {
            return pieces;
        }
        LongList list = new LongList();
        for (int at = 0; at <= map.length; ) {
            int comma = indexOf(map, ',', at, map.length);
            int end = comma < 0 ? map.length : comma;
            list.add(decimal(map, at, end));
            at = end + 1;
        }
        return list;
    }

    /** A number in decimal digits, or -1 if it is none. */
    static long decimal(byte[] text, int from, int end) {
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - 9) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return end > from ? value : -1;
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
