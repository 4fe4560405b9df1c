package dev.plimsoll.build.spec;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

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
     * Whether a path matches.
     *
     * @param path with or without the slash before it
     */
    public boolean matches(String path) {
        return regex().matcher(path.startsWith("/") ? path.substring(1) : path).matches();
    }

    /** Possessive where that is right, so that no path can make it slow: names hold no slash, and a star ends at one. */
    private Pattern regex() {
        StringBuilder regex = new StringBuilder();
        String[] names = pattern.substring(1).split("/", -1);
        for (int i = 0; i < names.length; i++) {
            boolean last = i == names.length - 1;
            if (names[i].equals("**")) {
                regex.append(last ? ".+" : "(?:[^/]+/)*");
            } else {
                names[i].codePoints().forEach(c -> regex.append(one(c)));
                regex.append(last ? "" : "/");
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String one(int character) {
        return switch (character) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> Pattern.quote(Character.toString(character));
        };
    }

    @Override
    public String toString() {
        return pattern;
    }
}
