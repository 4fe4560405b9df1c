package dev.plimsoll.image.engine;

import java.util.Optional;

/**
 * A version of the engine's API.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/#versioned-api-and-sdk">Docker, versioned API</a>
 */
record ApiVersion(int major, int minor) {
    /** Reads {@code major.minor}. */
    static Optional<ApiVersion> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !isNumber(text.substring(0, dot)) || !isNumber(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(
                new ApiVersion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1))));
    }

    boolean isAtLeast(ApiVersion other) {
        return major != other.major ? major > other.major : minor >= other.minor;
    }

    /** What stands before a path. */
    String prefix() {
        return "/v" + major + "." + minor;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
