package dev.plimsoll.debian;

import dev.plimsoll.advisory.Coverage;

/** The archive can't judge a whole release, and that is no failure of anybody's. */
final class UnjudgedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Coverage.Reason reason;

    UnjudgedException(Coverage.Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Coverage.Reason reason() {
        return reason;
    }
}
