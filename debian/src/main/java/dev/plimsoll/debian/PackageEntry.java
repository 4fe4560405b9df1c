package dev.plimsoll.debian;

import java.util.Objects;

/**
 * One binary package of an index.
 *
 * @param source name of its source package
 * @param sourceVersion version of that, which a binary's own may differ from
 * @param name of the binary package
 * @param version of the binary package
 * @param filename below the archive's base
 * @param file what the .deb must be
 */
record PackageEntry(String source, String sourceVersion, String name, String version, String filename, Expected file) {
    PackageEntry {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(sourceVersion, "sourceVersion is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(filename, "filename is null");
        Objects.requireNonNull(file, "file is null");
    }
}
