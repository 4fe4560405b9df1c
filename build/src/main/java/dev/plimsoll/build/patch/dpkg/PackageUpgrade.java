package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Upgrades the Debian packages of a tree. For one thread and one use. */
public interface PackageUpgrade {
    /**
     * Reads what is installed: dpkg's database, or the folder that images without dpkg have.
     *
     * @param architecture Debian's name of it
     * @return empty if a tree has neither
     * @throws PlimsollException IMAGE_CORRUPT if it is damaged
     */
    static Optional<PackageUpgrade> open(Draft draft, String architecture) {
        if (DpkgUpgrade.isIn(draft)) {
            return Optional.of(DpkgUpgrade.open(draft, architecture));
        }
        return FolderUpgrade.isIn(draft) ? Optional.of(FolderUpgrade.open(draft, architecture)) : Optional.empty();
    }

    /** What is installed, of this architecture and for all. */
    List<ArchivePackage> installed();

    /** Names of packages that are not to be upgraded. */
    Set<String> held();

    /** Whether packages, and parts of packages, may have been left out on purpose. */
    boolean isPartial();

    /**
     * Upgrades packages, in their order.
     *
     * @throws PlimsollException IMAGE_CORRUPT if what the tree says of its packages can't be read
     */
    UpgradeOutcome upgrade(List<UpgradeItem> items);
}
