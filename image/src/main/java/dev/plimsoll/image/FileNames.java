package dev.plimsoll.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How names of files, which are bytes, become text: the one place that knows. UTF-8 stands as it is; a byte that is not part of
 * UTF-8 stands as {@code \xNN}; a name that already holds the four characters {@code \xNN} has their backslash written as
 * {@code \x5c}, so that different names stay different.
 */
public final class FileNames {
    private static final int PRINTABLE_LENGTH = 300;
    private static final String HEX = "0123456789abcdef";

    private FileNames() {}

    /** The text of a name. */
    public static String decode(byte[] name) {
        return decode(name, 0, name.length);
    }

    /** The text of a part of {@code bytes}. */
    public static String decode(byte[] bytes, int offset, int length) {
        boolean plain = true;
        for (int i = offset; i < offset + length && plain; i++) {
            plain = bytes[i] > 0 && bytes[i] != '\\';
        }
        if (plain) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
        return decodeSlowly(bytes, offset, offset + length);
    }

    private static String decodeSlowly(byte[] bytes, int from, int end) {
        StringBuilder text = new StringBuilder(end - from + 16);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        int i = from;
        while (i < end) {
            int length = sequenceLength(bytes[i]);
            if (length == 1) {
                boolean lookalike = bytes[i] == '\\' && looksEscaped(bytes, i, end);
                text.append(lookalike ? "\\x5c" : String.valueOf((char) bytes[i]));
                i++;
            } else if (length == 0 || i + length > end || !append(decoder, ByteBuffer.wrap(bytes, i, length), text)) {
                appendHex(text, bytes[i] & 0xff);
                i++;
            } else {
                i += length;
            }
        }
        return text.toString();
    }

    private static int sequenceLength(byte first) {
        int b = first & 0xff;
        if (b < 0x80) {
            return 1;
        }
        if (b < 0xc2) {
            return 0;
        }
        if (b < 0xe0) {
            return 2;
        }
        if (b < 0xf0) {
            return 3;
        }
        return b < 0xf5 ? 4 : 0;
    }

    private static boolean append(CharsetDecoder decoder, ByteBuffer sequence, StringBuilder text) {
        try {
            text.append(decoder.decode(sequence));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean looksEscaped(byte[] bytes, int i, int end) {
        return i + 3 < end && bytes[i + 1] == 'x' && isHex(bytes[i + 2]) && isHex(bytes[i + 3]);
    }

    private static boolean isHex(byte b) {
        return HEX.indexOf(b) >= 0 || b >= 'A' && b <= 'F';
    }

    private static void appendHex(StringBuilder text, int b) {
        text.append("\\x").append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
    }

    /** The bytes of a name: what {@link #decode(byte[])} made this text of. */
    public static byte[] encode(String text) {
        if (!text.contains("\\x")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int plain = 0;
        for (int i = text.indexOf("\\x"); i >= 0; i = text.indexOf("\\x", Math.max(plain, i + 1))) {
            if (i + 3 < text.length() && isHex((byte) text.charAt(i + 2)) && isHex((byte) text.charAt(i + 3))) {
                bytes.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                plain = i + 4;
            }
        }
        bytes.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /**
     * A path as {@link FileEntry#path()} wants it: without leading and trailing slashes, {@code .}, {@code ..} and empty parts.
     * Empty text is the root itself; an empty result says that the path climbs out of the root.
     */
    public static Optional<String> normalise(String path) {
        if (isNormal(path)) {
            return Optional.of(path);
        }
        StringBuilder result = new StringBuilder(path.length());
        for (int from = 0; from <= path.length(); ) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            if (path.startsWith("..", from) && end - from == 2) {
                if (result.length() == 0) {
                    return Optional.empty();
                }
                result.setLength(Math.max(0, result.lastIndexOf("/")));
            } else if (end > from && !(end - from == 1 && path.charAt(from) == '.')) {
                if (result.length() > 0) {
                    result.append('/');
                }
                result.append(path, from, end);
            }
            from = end + 1;
        }
        return Optional.of(result.toString());
    }

    private static boolean isNormal(String path) {
        int partStart = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                int length = i - partStart;
                boolean dots = length == 1 && path.charAt(partStart) == '.'
                        || length == 2 && path.charAt(partStart) == '.' && path.charAt(partStart + 1) == '.';
                if (length == 0 || dots) {
                    return path.isEmpty();
                }
                partStart = i + 1;
            }
        }
        return true;
    }

    /** A name for a message: control characters made visible, and cut if it is very long. */
    public static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length() && text.length() < PRINTABLE_LENGTH; i++) {
            char c = name.charAt(i);
            if (c < 0x20 || c >= 0x7f && c < 0xa0) {
                appendHex(text, c);
            } else if (isInvisible(c)) {
                text.append("\\u").append(String.format(java.util.Locale.ROOT, "%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.length() >= PRINTABLE_LENGTH ? text.append('…').toString() : text.toString();
    }

    private static boolean isInvisible(char c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
