package dev.plimsoll.image;

/** What a reader of the tree wants of a file. */
public enum Want {
    /** Nothing: its content need not be kept. */
    NOTHING,
    /** Its content. */
    CONTENT,
    /**
     * Its content if it is a program that carries the selector's marker. Where content can be read at any position this costs
     * nothing now and the reader looks for itself; where a layer must be inflated, the content is kept only if it begins with
     * {@link FileSelector#probeStart()} and holds {@link FileSelector#probeMarker()} somewhere.
     */
    PROBE
}
