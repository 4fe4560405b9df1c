package dev.plimsoll.base;

import java.io.IOException;

/** An input is larger, deeper or more numerous than {@link Limits} allow. The message names the input and the limit. */
public final class LimitExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    public LimitExceededException(String message) {
        super(message);
    }
}
