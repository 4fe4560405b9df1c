package dev.plimsoll.build.script;

import java.io.IOException;

/** A script comes to something that the builder does not know, or that would fail. */
final class UnknownWorkException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;

    UnknownWorkException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
