package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.inventory.Origin;

/**
 * A package that is there.
 *
 * @param name {@code Package}
 * @param version {@code Version}
 * @param architecture {@code Architecture}, or empty
 * @param source {@code Source}, or empty where it is as the package
 */
record InstalledPackage(String name, String version, String architecture, String source) {

    /** The source package: {@code Source} may say its version in parentheses, if that is another. */
    Origin origin() {
        if (source.isEmpty()) {
            return new Origin(name, version);
        }
        int open = source.indexOf('(');
        int close = source.indexOf(')', open + 1);
        if (open < 0) {
            return new Origin(source, version);
        }
        String sourceVersion =
                close < 0 ? "" : source.substring(open + 1, close).strip();
        return new Origin(source.substring(0, open).strip(), sourceVersion.isEmpty() ? version : sourceVersion);
    }
}
