package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Swaps the files of one package in an image that may have only a part of them. What was changed in the image after its package brought
 * it, as the build trims Java runtimes, was changed on purpose: such a package is refused. For one thread.
 */
final class FolderSwap {
    private final Draft draft;
    private final PackageSwap swap;
    private final Ownership ownership;

    FolderSwap(Draft draft, PackageSwap swap, Ownership ownership) {
        this.draft = draft;
        this.swap = swap;
        this.ownership = ownership;
    }

    /**
     * What became of it.
     *
     * @param swapped as dpkg's rules have it
     * @param stayedOut files and links of the new version that the image does not have, and that were left out as far as is known
     * @param former what the installed version brought, if that is known
     */
    record Result(PackageSwap.Swapped swapped, List<LayerFile> stayedOut, Optional<FormerFiles> former) {}

    /**
     * Swaps.
     *
     * @param before as the image has it; empty for a package that comes in
     * @param settings paths that the image says are settings of the package
     */
    Result swap(UpgradeItem item, Optional<FolderPackage> before, Set<String> settings)
            throws IOException, RefusedException {
        Map<String, String> sums = before.flatMap(FolderPackage::sums).orElse(Map.of());
        if (before.isPresent() && before.get().sums().isEmpty()) {
            throw new RefusedException(
                    item.name(),
                    "the image has no list of its files (/" + StatusFolder.PATH + "/"
                            + before.get().fileName() + ".md5sums), so that nobody knows which they are");
        }
        Optional<FormerFiles> former = item.former().flatMap(known -> FormerFiles.of(known, sums, draft));
        Map<String, String> listed = new HashMap<>();
        sums.forEach((path, sum) -> listed.put(draft.place(path), sum));
        requireUnchanged(item.name(), listed);
        Set<String> conffiles = Conffiles.paths(item.text("conffiles"));
        KeptFiles kept = new KeptFiles(
                draft,
                ownership,
                item.unpacked(),
                new KeptFiles.Known(before.isEmpty(), listed.keySet(), settings, former));
        Unpacked part = kept.take();
        Set<String> old = withDirectories(listed.keySet());
        Map<String, Set<String>> links = linksTo(listed.keySet());
        PackageSwap.Swapped swapped = swap.swap(part, conffiles, List.copyOf(old));
        removeDangling(links);
        return new Result(swapped, kept.stayedOut(), former);
    }

    private void requireUnchanged(String name, Map<String, String> listed) throws IOException, RefusedException {
        for (Map.Entry<String, String> each : listed.entrySet()) {
            Optional<LayerFile> there = draft.find(each.getKey());
            if (there.isPresent()
                    && (there.get().body().isEmpty()
                            || !FileSums.of(there.get().body().get()).equals(each.getValue()))) {
                throw changed(name, each.getKey());
            }
        }
    }

    static RefusedException changed(String name, String place) {
        return new RefusedException(
                name,
                "the image's /" + FileNames.printable(place)
                        + " is not as the package brought it; what was changed when the image was made is mended by making it anew");
    }

    /** With the directories that they lie in, which go when they become empty; those of the root itself stay. */
    private static Set<String> withDirectories(Set<String> places) {
        Set<String> all = new LinkedHashSet<>(places);
        for (String place : places) {
            for (int slash = place.lastIndexOf('/');
                    place.lastIndexOf('/', slash - 1) > 0;
                    slash = place.lastIndexOf('/', slash - 1)) {
                all.add(place.substring(0, slash));
            }
        }
        return all;
    }

    private Map<String, Set<String>> linksTo(Set<String> places) {
        Map<String, Set<String>> links = new HashMap<>();
        for (LayerFile each : draft.files()) {
            if (each.type() == LayerFile.Type.SYMLINK) {
                draft.follow(each.path())
                        .filter(target -> places.contains(target.path()))
                        .ifPresent(target -> links.computeIfAbsent(target.path(), key -> new HashSet<>())
                                .add(each.path()));
            }
        }
        return links;
    }

    /** No list names links; one that led to a file that is gone was made for it. */
    private void removeDangling(Map<String, Set<String>> links) {
        links.forEach((target, names) -> {
            if (draft.find(target).isEmpty()) {
                names.stream()
                        .filter(each -> draft.find(each)
                                        .filter(there -> there.type() == LayerFile.Type.SYMLINK)
                                        .isPresent()
                                && draft.follow(each).isEmpty())
                        .forEach(draft::remove);
            }
        });
    }
}
