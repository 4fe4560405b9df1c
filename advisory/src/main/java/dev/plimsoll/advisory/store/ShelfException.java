package dev.plimsoll.advisory.store;

/** A shelf could not be read; the message is for people. */
final class ShelfException extends Exception {
    private static final long serialVersionUID = 1L;

    ShelfException(String message, Throwable cause) {
        super(message, cause);
    }
}
