package dev.plimsoll.build.patch.dpkg;

import java.util.Set;

/** Packages that can't be upgraded as dpkg would do it; the others can. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String[] names;

    /** @param why in words that go on after the package's name and a colon */
    RefusedException(String name, String why) {
        this(Set.of(name), why);
    }

    /** For all of these. */
    RefusedException(Set<String> names, String why) {
        super(why);
        this.names = names.toArray(new String[0]);
    }

    Set<String> names() {
        return Set.of(names);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
