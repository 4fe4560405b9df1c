package dev.plimsoll.build.spec;

import java.util.function.IntPredicate;

/** Matches a row of things against a row of wanted things, some of which are stars for any number of any things. */
final class StarMatch {
    private StarMatch() {}

    /** Whether one thing is the wanted one. */
    @FunctionalInterface
    interface Equal {
        boolean test(int thing, int wanted);
    }

    /** Whether a name matches, {@code *} and {@code ?} standing for characters. */
    static boolean names(String name, String wanted) {
        return matches(
                name.length(),
                wanted.length(),
                index -> wanted.charAt(index) == '*',
                (thing, index) -> wanted.charAt(index) == '?' || wanted.charAt(index) == name.charAt(thing),
                0);
    }

    /**
     * Goes back to the last star only: what an earlier one took can stay as it is.
     *
     * @param least how many things a star at the end wants
     */
    static boolean matches(int things, int wanted, IntPredicate star, Equal equal, int least) {
        int thing = 0;
        int next = 0;
        int lastStar = -1;
        int retry = 0;
        while (thing < things) {
            if (next < wanted && star.test(next)) {
                lastStar = next++;
                retry = thing + (next == wanted ? least : 0);
                thing = Math.min(retry, things);
            } else if (next < wanted && equal.test(thing, next)) {
                next++;
                thing++;
            } else if (lastStar >= 0) {
                next = lastStar + 1;
                thing = ++retry;
            } else {
                return false;
            }
        }
        while (next < wanted && star.test(next) && (next + 1 < wanted || least == 0)) {
            next++;
        }
        return next == wanted;
    }
}
