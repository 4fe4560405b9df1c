package dev.plimsoll.build.patch.java;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The {@code Class-Path} of a manifest's main section: names of jars, parted by blanks. Every other line keeps its bytes.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#class-path-attribute">JAR specification, Class-Path</a>
 */
final class ManifestClassPath {
    private static final String ATTRIBUTE = "class-path:";
    private static final int LONGEST = 72;

    private ManifestClassPath() {}

    /** The manifest with another file name wherever a path ends in the old one; empty if none does. */
    static Optional<byte[]> renamed(byte[] manifest, String from, String to) {
        String text = new String(manifest, StandardCharsets.ISO_8859_1);
        int begin = attribute(text);
        if (begin < 0) {
            return Optional.empty();
        }
        int end = begin;
        do {
            end = lineEnd(text, end);
        } while (end < text.length() && text.charAt(end) == ' ');
        String value = unfolded(text.substring(begin + ATTRIBUTE.length(), end)).strip();
        String changed = Arrays.stream(value.split(" +"))
                .map(path -> path.equals(from) || path.endsWith("/" + from)
                        ? path.substring(0, path.length() - from.length()) + to
                        : path)
                .collect(Collectors.joining(" "));
        if (changed.equals(String.join(" ", value.split(" +")))) {
            return Optional.empty();
        }
        String newline = text.startsWith("\r\n", lineEnd(text, begin) - 2) ? "\r\n" : "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(manifest, begin));
        out.writeBytes(folded(text.substring(begin, begin + ATTRIBUTE.length()) + " " + changed, newline)
                .getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(Arrays.copyOfRange(manifest, end, manifest.length));
        return Optional.of(out.toByteArray());
    }

    /** Where it begins in the main section, which a blank line ends; -1 if it is not there. */
    private static int attribute(String text) {
        int at = 0;
        while (at < text.length()) {
            if (text.regionMatches(true, at, ATTRIBUTE, 0, ATTRIBUTE.length())) {
                return at;
            }
            int next = lineEnd(text, at);
            if (text.substring(at, next).isBlank()) {
                return -1;
            }
            at = next;
        }
        return -1;
    }

    private static int lineEnd(String text, int from) {
        int newline = text.indexOf('\n', from);
        return newline < 0 ? text.length() : newline + 1;
    }

    private static String unfolded(String lines) {
        return lines.replace("\r", "").replace("\n ", "").replace("\n", "");
    }

    private static String folded(String line, String newline) {
        StringBuilder text = new StringBuilder();
        String rest = line;
        int room = LONGEST;
        while (rest.length() > room) {
            text.append(rest, 0, room).append(newline).append(' ');
            rest = rest.substring(room);
            room = LONGEST - 1;
        }
        return text.append(rest).append(newline).toString();
    }
}
