package dev.plimsoll.build.script;

import java.util.Optional;

/** Text that commands read, one after the other. For one thread. */
final class Input {
    private final String text;
    private int at;

    Input(String text) {
        this.text = text;
    }

    /** All that was not read yet. */
    String rest() {
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }

    /** The next line without its end; empty when there is none. */
    Optional<String> line() {
        if (at >= text.length()) {
            return Optional.empty();
        }
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        return Optional.of(line);
    }
}
