package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.util.Optional;

/**
 * A package that is to be upgraded or added.
 *
 * @param before as it is installed; empty for one that comes in
 * @param unpacked the new version
 */
public record UpgradeItem(Optional<ArchivePackage> before, Unpacked unpacked) {
    /** Its name. */
    public String name() {
        return unpacked.described().name();
    }
}
