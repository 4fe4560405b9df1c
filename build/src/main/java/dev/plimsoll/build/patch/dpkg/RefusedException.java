package dev.plimsoll.build.patch.dpkg;

/** A package that can't be upgraded as dpkg would do it; the others can. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** @param why in words that go on after the package's name and a colon */
    RefusedException(String name, String why) {
        super(why);
        this.name = name;
    }

    String name() {
        return name;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
