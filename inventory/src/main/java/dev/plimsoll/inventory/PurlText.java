package dev.plimsoll.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * How purls are spelt: percent-encoded UTF-8. The library that knows the types' rules gets bytes outside of ASCII and control
 * characters wrong both ways.
 *
 * @see <a href="https://github.com/package-url/purl-spec">purl-spec</a>
 */
final class PurlText {
    private static final String UNRESERVED = "-._~:";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PurlText() {}

    /** The canonical text. */
    static String of(Purl purl) {
        StringBuilder text =
                new StringBuilder(64).append("pkg:").append(purl.type()).append('/');
        if (!purl.namespace().isEmpty()) {
            segments(purl.namespace(), text).append('/');
        }
        encode(purl.name(), text);
        if (!purl.version().isEmpty()) {
            encode(purl.version(), text.append('@'));
        }
        char separator = '?';
        for (var qualifier : purl.qualifiers().entrySet()) {
            text.append(separator).append(qualifier.getKey()).append('=');
            encode(qualifier.getValue(), text);
            separator = '&';
        }
        if (!purl.subpath().isEmpty()) {
            segments(purl.subpath(), text.append('#'));
        }
        return text.toString();
    }

    private static StringBuilder segments(String path, StringBuilder text) {
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            encode(path.substring(start, slash), text).append('/');
            start = slash + 1;
        }
        return encode(path.substring(start), text);
    }

    private static StringBuilder encode(String part, StringBuilder text) {
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            boolean alphanumeric = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (alphanumeric || (b > 0 && UNRESERVED.indexOf(b) >= 0)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
            }
        }
        return text;
    }

    /** A part that was decoded byte by byte, as if it were Latin-1, as the UTF-8 that it is. */
    static String decoded(String part) {
        boolean outsideAscii = false;
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) > 0xFF) {
                return part;
            }
            outsideAscii |= part.charAt(i) > 0x7F;
        }
        if (!outsideAscii) {
            return part;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(part.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            // It stood there without percent signs, which purls may not but people do.
            return part;
        }
    }
}
