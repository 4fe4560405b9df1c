package dev.plimsoll.build.spec;

import java.util.Objects;
import java.util.Optional;

/**
 * A pattern of paths in an image: {@code *} and {@code ?} stand for characters of one name, {@code **} for any number of names,
 * everything else for itself. {@code /usr/share/man/**} is everything below the directory, without itself.
 *
 * @param pattern begins with a slash
 */
public record PathPattern(String pattern) {
    private static final int LONGEST = 500;

    public PathPattern {
        Objects.requireNonNull(pattern, "pattern is null");
        fault(pattern).ifPresent(fault -> {
            throw new IllegalArgumentException("'" + pattern + "' " + fault);
        });
    }

    /** What is wrong with a pattern, in words that follow its name. */
    static Optional<String> fault(String pattern) {
        if (!pattern.startsWith("/")) {
            return Optional.of("does not begin with a slash");
        }
        if (pattern.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        for (String name : pattern.substring(1).split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return Optional.of("has an empty name, '.' or '..' in it");
            }
            if (name.contains("**") && !name.equals("**")) {
                return Optional.of("has '**' within a name; it stands alone between slashes");
            }
            if (name.indexOf('[') >= 0 || name.indexOf('{') >= 0 || name.indexOf('\\') >= 0) {
                return Optional.of("has one of [ { \\ in it; known are *, ? and **");
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a path matches. Takes time linear in the path for each star: a pattern can't be made to hang.
     *
     * @param path with or without the slash before it
     */
    public boolean matches(String path) {
        String[] wanted = pattern.substring(1).split("/", -1);
        String[] names = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        boolean below = wanted[wanted.length - 1].equals("**");
        // '**' at the end wants at least one name: a directory is not below itself.
        return StarMatch.matches(
                names.length,
                wanted.length,
                index -> wanted[index].equals("**"),
                (name, index) -> StarMatch.names(names[name], wanted[index]),
                below ? 1 : 0);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
