package dev.plimsoll.base.yaml;

import java.util.Objects;

/**
 * One thing that is wrong in a file.
 *
 * @param line from 1
 * @param column from 1
 * @param message what is wrong, what is allowed, and what was perhaps meant; holds untrusted text
 */
public record Fault(int line, int column, String message) {
    public Fault {
        Objects.requireNonNull(message, "message is null");
    }

    /** As editors and people read it: {@code plimsoll.yaml:3:5: …}. */
    public String in(String file) {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
