package dev.plimsoll.debian;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An InRelease file as a mirror gave it, with what the mirror can recognise it by. Not verified. */
final class InRelease {
    private final byte[] content;
    private final String validators;

    /** @param validators lines of {@code ETag: …} and {@code Last-Modified: …}, or empty */
    InRelease(byte[] content, String validators) {
        this.content = content.clone();
        this.validators = validators;
    }

    byte[] content() {
        return content.clone();
    }

    /** Request headers that ask for it only if it has changed; empty if the mirror can't tell. */
    Map<String, String> conditions() {
        Map<String, String> conditions = new HashMap<>();
        for (String line : validators.lines().toList()) {
            if (line.startsWith("ETag: ")) {
                conditions.put("If-None-Match", line.substring("ETag: ".length()));
            } else if (line.startsWith("Last-Modified: ")) {
                conditions.put("If-Modified-Since", line.substring("Last-Modified: ".length()));
            }
        }
        return conditions;
    }

    /** Both in one, so that they can't come apart: the validators, an empty line, the content. */
    byte[] packed() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes((validators + "\n").getBytes(StandardCharsets.ISO_8859_1));
        packed.writeBytes(content);
        return packed.toByteArray();
    }

    static InRelease unpacked(byte[] packed) {
        String text = new String(packed, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        return end < 0
                ? new InRelease(packed, "")
                : new InRelease(
                        text.substring(end + 2).getBytes(StandardCharsets.ISO_8859_1), text.substring(0, end + 1));
    }
}
