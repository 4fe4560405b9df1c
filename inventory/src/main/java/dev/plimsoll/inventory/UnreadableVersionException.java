package dev.plimsoll.inventory;

/** A text is no version of its scheme; what depends on it can't be judged. */
public final class UnreadableVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong and where, one line */
    public UnreadableVersionException(String text, String reason) {
        super("'" + text + "' is not a readable version: " + reason);
    }
}
