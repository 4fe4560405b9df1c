package dev.plimsoll.policy;

import java.util.Objects;

/**
 * What mends one finding.
 *
 * @param kind what sort of step it is
 * @param text the very command or edit, one line; for {@link Kind#NONE} why there is none. Holds untrusted names
 */
public record Remedy(Kind kind, String text) {
    /** Sorts of steps. */
    public enum Kind {
        /** A command to run while the image is built. */
        COMMAND,
        /** A change of a file of the user's. */
        EDIT,
        /** A newer base image. */
        REBASE,
        /** There is none yet. */
        NONE
    }

    public Remedy {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(text, "text is null");
    }
}
