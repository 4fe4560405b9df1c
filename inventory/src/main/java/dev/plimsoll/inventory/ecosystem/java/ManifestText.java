package dev.plimsoll.inventory.ecosystem.java;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The main section of a manifest, read leniently: a header that breaks the rules is passed over, since the program runs all the same.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#jar-manifest">JAR file specification</a>
 */
final class ManifestText {
    static final ManifestText EMPTY = new ManifestText(Map.of());

    /** Signed jars have megabytes of digests after the main section; the main section itself is small. */
    private static final int MAX_BYTES = 256 * 1024;

    private final Map<String, String> headers;

    private ManifestText(Map<String, String> headers) {
        this.headers = headers;
    }

    static ManifestText read(InputStream in) throws IOException {
        byte[] text = in.readNBytes(MAX_BYTES);
        Map<String, String> headers = new HashMap<>();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length) {
            int end = at;
            while (end < text.length && text[end] != '\n' && text[end] != '\r') {
                end++;
            }
            if (end == at) {
                break;
            }
            // Lines are cut by bytes, in the middle of a character if need be: join before decoding.
            if (text[at] == ' ') {
                header.write(text, at + 1, end - at - 1);
            } else {
                put(headers, header);
                header.write(text, at, end - at);
            }
            at = end + (end + 1 < text.length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
        put(headers, header);
        return new ManifestText(headers);
    }

    private static void put(Map<String, String> headers, ByteArrayOutputStream header) {
        String line = header.toString(StandardCharsets.UTF_8);
        header.reset();
        int colon = line.indexOf(':');
        if (colon > 0) {
            headers.putIfAbsent(
                    line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
    }

    /** A header's value, or empty. */
    String get(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** A header's value without OSGi directives: {@code a.b;singleton:=true} is {@code a.b}. */
    String plain(String name) {
        String value = get(name);
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).trim();
    }
}
