package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.util.Objects;

/**
 * A package that a lock names: enough to fetch exactly this file again.
 *
 * @param suite that had it; decides which mirror is asked
 * @param filename of the {@code .deb}, below the archive's base
 * @param sha256 of the {@code .deb}
 * @param size of the {@code .deb} in bytes
 */
public record LockedPackage(
        String name, String version, String architecture, String suite, String filename, Digest sha256, long size) {
    public LockedPackage {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(architecture, "architecture is null");
        Objects.requireNonNull(suite, "suite is null");
        Objects.requireNonNull(filename, "filename is null");
        Objects.requireNonNull(sha256, "sha256 is null");
    }

    /** What a lock keeps of a package. */
    public static LockedPackage of(ArchivePackage each) {
        return new LockedPackage(
                each.name(),
                each.version(),
                each.architecture(),
                each.suite(),
                each.filename(),
                each.sha256(),
                each.size());
    }
}
