package dev.plimsoll.base;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Plimsoll keeps things, by the XDG base directory specification.
 *
 * @param cache what can be fetched or computed again
 * @param data what must be kept: the advisory store, the newest archive dates seen
 * @param config what the user wrote
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public record AppDirectories(Path cache, Path data, Path config) {

    /**
     * The directories that an environment asks for; nothing is created. A relative path in a variable is ignored, as the
     * specification demands.
     *
     * @throws PlimsollException USAGE if neither {@code HOME} nor the XDG variables are set
     */
    public static AppDirectories of(Map<String, String> environment) {
        return new AppDirectories(
                directory(environment, "XDG_CACHE_HOME", ".cache"),
                directory(environment, "XDG_DATA_HOME", ".local/share"),
                directory(environment, "XDG_CONFIG_HOME", ".config"));
    }

    private static Path directory(Map<String, String> environment, String variable, String underHome) {
        String value = environment.getOrDefault(variable, "");
        if (value.startsWith("/")) {
            return Path.of(value, "plimsoll");
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "neither HOME nor " + variable + " is set; set " + variable + " to a directory");
        }
        return Path.of(home, underHome, "plimsoll");
    }
}
