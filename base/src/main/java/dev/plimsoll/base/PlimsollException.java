package dev.plimsoll.base;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a whole operation, for the person who must act: the message says what was tried, what was found, where, and what
 * to do next. What concerns one file in an otherwise good image is a gap, not an exception.
 */
public final class PlimsollException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** @param message one or two sentences without a stack trace's vocabulary; hostile names in it are already made harmless */
    public PlimsollException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** @param cause shown with {@code --debug} only; may be null */
    public PlimsollException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code is null");
    }

    /** The cause of the failure, for programs. */
    public ErrorCode code() {
        return code;
    }
}
