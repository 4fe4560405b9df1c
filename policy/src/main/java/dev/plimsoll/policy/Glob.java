package dev.plimsoll.policy;

import java.util.Collection;
import java.util.Objects;

/**
 * A pattern in which {@code *} stands for any characters, {@code /} among them, and everything else for itself. Matches in time
 * linear in the text for each star: a pattern can't be made to hang.
 *
 * @param pattern as the user wrote it
 */
public record Glob(String pattern) {
    public Glob {
        Objects.requireNonNull(pattern, "pattern is null");
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whether any of several matches. */
    public static boolean any(Collection<Glob> globs, String text) {
        return globs.stream().anyMatch(glob -> glob.matches(text));
    }

    @Override
    public String toString() {
        return pattern;
    }
}
