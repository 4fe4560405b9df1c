package dev.plimsoll.debian;

import java.util.Map;
import java.util.Objects;

/**
 * A source package of which something is installed.
 *
 * @param name of the source
 * @param version of the source
 * @param packages versions of the installed packages made from it, by name
 */
record InstalledSource(String name, String version, Map<String, String> packages) {
    InstalledSource {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        packages = Map.copyOf(packages);
    }
}
