package dev.plimsoll.debian;

import java.util.Objects;
import java.util.Set;

/**
 * A source package of which something is installed.
 *
 * @param name of the source
 * @param version of the source
 * @param packages names of the installed packages made from it
 */
record InstalledSource(String name, String version, Set<String> packages) {
    InstalledSource {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        packages = Set.copyOf(packages);
    }
}
