package dev.plimsoll.build.shell;

import java.io.IOException;

/** A script, or what stands in it, can't be read as a shell would read it. */
public final class UnreadableScriptException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableScriptException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Where, from 1. */
    public int line() {
        return line;
    }
}
