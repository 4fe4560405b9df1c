package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A package that is to be upgraded or added.
 *
 * @param before as it is installed; empty for one that comes in
 * @param unpacked the new version
 * @param former the installed version, if the archive still has it
 */
public record UpgradeItem(Optional<ArchivePackage> before, Unpacked unpacked, Optional<Unpacked> former) {
    /** One of whose installed version nothing is known but what the image says. */
    public UpgradeItem(Optional<ArchivePackage> before, Unpacked unpacked) {
        this(before, unpacked, Optional.empty());
    }

    /** Its name. */
    public String name() {
        return unpacked.described().name();
    }

    /** A file of the new version's control part, its bytes as characters; empty if it has none. */
    String text(String file) {
        return new String(unpacked.deb().control().getOrDefault(file, new byte[0]), StandardCharsets.ISO_8859_1);
    }
}
