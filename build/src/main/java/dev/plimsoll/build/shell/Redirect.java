package dev.plimsoll.build.shell;

/**
 * Where a command reads or writes. Immutable once its script is read.
 */
public final class Redirect {
    private final String operator;
    private final int descriptor;
    private Word target;

    /**
     * A redirection.
     *
     * @param operator one of {@code < > >> >| <& >& <<}
     * @param descriptor which stream; 0 is read, 1 and 2 are written
     * @param target a file's name, a stream's number, or for {@code <<} the text itself
     */
    Redirect(String operator, int descriptor, Word target) {
        this.operator = operator;
        this.descriptor = descriptor;
        this.target = target;
    }

    /** One of {@code < > >> >| <& >& <<}. */
    public String operator() {
        return operator;
    }

    /** Which stream; 0 is read, 1 and 2 are written. */
    public int descriptor() {
        return descriptor;
    }

    /** A file's name, a stream's number, or for {@code <<} the text itself. */
    public Word target() {
        return target;
    }

    /** The text of {@code <<} stands behind the line that asks for it. */
    void text(Word text) {
        target = text;
    }
}
