package dev.plimsoll.build.patch.java;

/** A library that is left as it is, and why: half a sentence. */
final class RefusedLibraryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient LibraryChange change;

    RefusedLibraryException(LibraryChange change, String why) {
        super(why);
        this.change = change;
    }

    LibraryChange change() {
        return change;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
