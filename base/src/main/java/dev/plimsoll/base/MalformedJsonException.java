package dev.plimsoll.base;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A document is not the JSON it should be. The message names the document and, where known, line and column. */
public final class MalformedJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
