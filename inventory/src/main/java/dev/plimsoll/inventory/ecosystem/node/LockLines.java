package dev.plimsoll.inventory.ecosystem.node;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.inventory.ExtractorInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What the lock files have in common that are read line by line. */
final class LockLines {
    private LockLines() {}

    /** The file's lines; the file as a whole is bounded, and with it each line. Close it. */
    static BufferedReader open(ExtractorInput input) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        BoundedInput.of(
                                input.content().stream(),
                                input.limits().jsonBytes(),
                                input.entry().path()),
                        StandardCharsets.UTF_8),
                1 << 16);
    }

    /** The number of blanks a line begins with. */
    static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    /** A value without the quotes around it, if there are any. */
    static String unquoted(String text) {
        String value = text.strip();
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The part of {@code name@range} before the {@code @} that is not a scope's. */
    static String nameOf(String specifier) {
        int at = specifier.indexOf('@', 1);
        return at < 0 ? specifier : specifier.substring(0, at);
    }
}
