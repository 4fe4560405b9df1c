package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.LayerFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a package's files in the place of those of its older version, by dpkg's rules: directories that are there stay as they are, a
 * path of another package is taken over only by one that replaces it, and what the new version has no more goes. For one thread.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ap-flowcharts.html">Debian policy: what dpkg does when it upgrades</a>
 */
final class PackageSwap {
    private final Draft draft;
    private final Diversions diversions;
    private final PathFilters filters;
    private final StatOverrides overrides;
    private final Ownership ownership;
    private final Versions versions;
    private final Map<String, ArchivePackage> now;

    /** @param now the packages that will be there, by name */
    PackageSwap(
            Draft draft,
            Diversions diversions,
            PathFilters filters,
            StatOverrides overrides,
            Ownership ownership,
            Versions versions,
            Map<String, ArchivePackage> now) {
        this.draft = draft;
        this.diversions = diversions;
        this.filters = filters;
        this.overrides = overrides;
        this.ownership = ownership;
        this.versions = versions;
        this.now = now;
    }

    /**
     * What became of a package's files.
     *
     * @param conffiles the new version's, by the paths that it names, not put anywhere yet
     * @param taken paths that were other packages' until now, with their names
     * @param leftOut paths that the image's settings leave out
     */
    record Swapped(Map<String, LayerFile> conffiles, Map<String, Set<String>> taken, Set<String> leftOut) {}

    /**
     * Swaps the files of one package.
     *
     * @param conffiles paths of the new version's
     * @param old what the old version has, without its conffiles; none for a new package
     */
    Swapped swap(Unpacked unpacked, Set<String> conffiles, List<String> old) throws RefusedException {
        String name = unpacked.described().name();
        List<String> oldPlaces = old.stream()
                .map(path -> diversions.place(draft.place(path), name))
                .toList();
        Swapped swapped = new Swapped(new LinkedHashMap<>(), new HashMap<>(), new HashSet<>());
        Set<String> places = new HashSet<>();
        for (LayerFile file : unpacked.files()) {
            String place = diversions.place(draft.place(file.path()), name);
            boolean directory = file.type() == LayerFile.Type.DIRECTORY;
            places.add(place);
            if (filters.excludes(file.path(), directory)) {
                swapped.leftOut().add(file.path());
                continue;
            }
            if (conffiles.contains(file.path())) {
                swapped.conffiles().put(file.path(), moved(file, place, unpacked.described()));
            } else if (directory) {
                directory(file, place, name);
            } else {
                file(file, place, unpacked.described(), swapped.taken());
            }
        }
        conffiles.forEach(path -> places.add(diversions.place(draft.place(path), name)));
        remove(oldPlaces, places, name);
        places.forEach(place -> ownership.add(place, name));
        return swapped;
    }

    private void directory(LayerFile file, String place, String name) throws RefusedException {
        if (draft.isDirectory(place)) {
            return;
        }
        if (draft.find(place).isPresent()) {
            throw new RefusedException(
                    name, "it brings the directory /" + FileNames.printable(file.path()) + ", where there is a file");
        }
        draft.put(overrides.apply(file.path(), at(file, place, "")), name);
    }

    private void file(LayerFile file, String place, ArchivePackage described, Map<String, Set<String>> taken)
            throws RefusedException {
        String name = described.name();
        Optional<LayerFile> there = draft.find(place);
        if (there.filter(each -> each.type() == LayerFile.Type.DIRECTORY).isPresent()) {
            throw new RefusedException(
                    name, "it brings the file /" + FileNames.printable(file.path()) + ", where there is a directory");
        }
        for (String other : ownership.others(place, name)) {
            ArchivePackage its = now.get(other);
            if (its == null || !described.replaces(its, versions)) {
                throw new RefusedException(
                        name,
                        "it brings /" + FileNames.printable(file.path()) + ", which is of the package " + other
                                + " too, and does not say that it replaces that");
            }
            ownership.remove(place, other);
            taken.computeIfAbsent(other, key -> new HashSet<>()).add(file.path());
        }
        draft.put(overrides.apply(file.path(), moved(file, place, described)), name);
    }

    private LayerFile moved(LayerFile file, String place, ArchivePackage described) throws RefusedException {
        String link = file.linkTarget();
        if (file.type() == LayerFile.Type.HARD_LINK) {
            link = diversions.place(draft.place(link), described.name());
            if (draft.find(link).filter(each -> each.body().isPresent()).isEmpty()) {
                throw new RefusedException(
                        described.name(),
                        "its " + FileNames.printable(file.path()) + " is another name of "
                                + FileNames.printable(file.linkTarget()) + ", which it has not brought before");
            }
        }
        return at(file, place, link);
    }

    static LayerFile at(LayerFile file, String place, String link) {
        return new LayerFile(
                place,
                file.type(),
                file.mode(),
                file.userId(),
                file.groupId(),
                file.modified(),
                link,
                file.body(),
                file.xattrs());
    }

    /** The deepest first, so that directories are empty when it is their turn. */
    private void remove(List<String> old, Set<String> places, String name) {
        List<String> gone = new ArrayList<>();
        for (String place : old) {
            if (!places.contains(place)) {
                ownership.remove(place, name);
                if (ownership.of(place).isEmpty()) {
                    gone.add(place);
                }
            }
        }
        gone.sort(Comparator.reverseOrder());
        for (String place : gone) {
            boolean keep = draft.find(place)
                    .filter(each -> each.type() == LayerFile.Type.DIRECTORY)
                    .filter(each -> !draft.below(place).isEmpty())
                    .isPresent();
            if (!keep) {
                draft.remove(place);
            }
        }
    }
}
