package dev.plimsoll.report.format.text;

import dev.plimsoll.advisory.Severity;
import java.util.Locale;

/** Colours for terminals, or none. */
final class Style {
    private final boolean colour;

    Style(boolean colour) {
        this.colour = colour;
    }

    String bold(String text) {
        return wrap("1", text);
    }

    String dim(String text) {
        return wrap("2", text);
    }

    String warning(String text) {
        return wrap("33", text);
    }

    String good(String text) {
        return wrap("32", text);
    }

    /** The severity's word in capitals, in its colour. */
    String severity(Severity severity) {
        String word = severity.name().toUpperCase(Locale.ROOT);
        return switch (severity) {
            case CRITICAL -> wrap("1;31", word);
            case HIGH -> wrap("31", word);
            case MEDIUM -> wrap("33", word);
            case LOW -> wrap("36", word);
            case UNSPECIFIED -> wrap("35", word);
        };
    }

    private String wrap(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
