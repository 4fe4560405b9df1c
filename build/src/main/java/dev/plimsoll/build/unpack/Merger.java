package dev.plimsoll.build.unpack;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.LayerFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts one package after the other into a tree by dpkg's rules: directories are shared, a path that two packages have goes to the one
 * that says it replaces the other, every other clash is an error. For one thread.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-relationships.html#overwriting-files-and-replacing-packages-replaces">Debian
 *     policy: Replaces</a>
 */
public final class Merger {
    private final Draft draft;
    private final Diversions diversions;
    private final Map<String, ArchivePackage> merged = new HashMap<>();
    private final Versions versions = Versions.of("dpkg");

    /** Merges into {@code draft}; paths that are diverted go where {@code diversions} says. */
    public Merger(Draft draft, Diversions diversions) {
        this.draft = draft;
        this.diversions = diversions;
    }

    /**
     * Merges one package.
     *
     * @throws PlimsollException FEED_MALFORMED if it writes through its own links or contradicts itself; BUILD_FAILED if it clashes with
     *     another, naming both and the path
     */
    public void merge(Unpacked unpacked) {
        ArchivePackage described = unpacked.described();
        merged.put(described.name(), described);
        Set<String> ownLinks = new HashSet<>();
        for (LayerFile file : unpacked.files()) {
            requireNotThroughLinks(file, ownLinks, described);
            if (file.type() == LayerFile.Type.SYMLINK) {
                ownLinks.add(file.path());
            }
            merge(file, described);
        }
    }

    private static void requireNotThroughLinks(LayerFile file, Set<String> links, ArchivePackage described) {
        if (links.isEmpty()) {
            return;
        }
        String path = file.path();
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (links.contains(path.substring(0, slash))) {
                throw new PlimsollException(
                        ErrorCode.FEED_MALFORMED,
                        "the package " + described + " can't be unpacked: its " + FileNames.printable(path)
                                + " would be written through its own link "
                                + FileNames.printable(path.substring(0, slash)));
            }
        }
    }

    private void merge(LayerFile file, ArchivePackage described) {
        UsrMerge.through(file.path(), draft, described.name());
        String wanted = file.type() == LayerFile.Type.DIRECTORY && UsrMerge.isLink(file.path())
                ? UsrMerge.path(file.path())
                : draft.place(UsrMerge.path(file.path()));
        if (UsrMerge.isLink(file.path()) && file.type() == LayerFile.Type.SYMLINK) {
            // Packages of later releases bring the links of the merged /usr themselves.
            return;
        }
        String path = file.type() == LayerFile.Type.DIRECTORY ? wanted : diversions.place(wanted, described.name());
        requireInside(path, file, described);
        Optional<LayerFile> there = draft.find(path);
        if (there.isPresent() && !takes(file, there.get(), described)) {
            return;
        }
        draft.put(moved(file, path, described), described.name());
    }

    private static void requireInside(String path, LayerFile file, ArchivePackage described) {
        if (path.isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.FEED_MALFORMED,
                    "the package " + described + " can't be unpacked: its " + FileNames.printable(file.path())
                            + " would be the root itself");
        }
    }

    /** Whether a file takes the place of what is there. */
    private boolean takes(LayerFile file, LayerFile there, ArchivePackage described) {
        if (file.type() == LayerFile.Type.DIRECTORY) {
            if (draft.isDirectory(there.path())) {
                if (draft.owner(there.path()).isEmpty()) {
                    draft.put(there, described.name());
                }
                return false;
            }
        } else if (there.type() != LayerFile.Type.DIRECTORY) {
            String owner = draft.owner(there.path()).orElse("");
            if (owner.isEmpty() || owner.equals(described.name())) {
                return true;
            }
            ArchivePackage other = merged.get(owner);
            if (other == null || described.replaces(other, versions)) {
                return true;
            }
            if (other.replaces(described, versions)) {
                return false;
            }
        }
        String owner =
                draft.owner(there.path()).map(name -> "the package " + name).orElse("the build");
        throw new PlimsollException(
                ErrorCode.BUILD_FAILED,
                "the package " + described + " has /" + FileNames.printable(file.path()) + ", which is " + owner
                        + "'s too, and neither says that it replaces the other; omit one of them");
    }

    private LayerFile moved(LayerFile file, String path, ArchivePackage described) {
        String link = file.linkTarget();
        if (file.type() == LayerFile.Type.HARD_LINK) {
            link = diversions.place(draft.place(UsrMerge.path(link)), described.name());
            Optional<LayerFile> target = draft.find(link);
            if (target.isEmpty()
                    || target.get().type() == LayerFile.Type.DIRECTORY
                    || !draft.owner(link).equals(Optional.of(described.name()))) {
                throw new PlimsollException(
                        ErrorCode.FEED_MALFORMED,
                        "the package " + described + " can't be unpacked: its " + FileNames.printable(file.path())
                                + " is another name of " + FileNames.printable(file.linkTarget())
                                + ", which it has not brought before");
            }
        }
        return new LayerFile(
                path,
                file.type(),
                file.mode(),
                file.userId(),
                file.groupId(),
                file.modified(),
                link,
                file.body(),
                file.xattrs());
    }
}
