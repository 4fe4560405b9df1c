package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.LayerFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Brings in libraries of new versions that stayed out, as the image does not have them, and that other files now ask for. For one thread.
 */
final class NeededLibraries {
    private final Draft draft;
    private final MissingLibraries missing;
    private final Set<String> before;

    /** @param draft before anything is upgraded; what it lacks then is not needed */
    NeededLibraries(Draft draft) {
        this.draft = draft;
        this.missing = new MissingLibraries(draft);
        this.before = Set.copyOf(missing.find().keySet());
    }

    /** @throws RefusedException if one is asked for that no package has */
    void bring(List<UpgradeItem> items, Map<String, FolderSwap.Result> swapped) throws RefusedException {
        while (true) {
            Map<String, Set<String>> now = new TreeMap<>(missing.find());
            now.keySet().removeAll(before);
            if (now.isEmpty()) {
                return;
            }
            for (Map.Entry<String, Set<String>> each : now.entrySet()) {
                if (!bring(MissingLibraries.name(each.getKey()), items, swapped)) {
                    throw refused(each.getKey(), each.getValue().iterator().next(), items);
                }
            }
        }
    }

    private boolean bring(String library, List<UpgradeItem> items, Map<String, FolderSwap.Result> swapped) {
        for (UpgradeItem item : items) {
            List<LayerFile> candidates = Optional.ofNullable(swapped.get(item.name()))
                    .map(FolderSwap.Result::stayedOut)
                    .orElse(List.of());
            for (LayerFile each : candidates) {
                if (MissingLibraries.name(each.path()).equals(library)
                        && draft.find(draft.place(each.path())).isEmpty()
                        && put(each, item)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** With the file that a link leads to. */
    private boolean put(LayerFile file, UpgradeItem item) {
        if (file.type() == LayerFile.Type.HARD_LINK) {
            return false;
        }
        draft.put(PackageSwap.at(file, draft.place(file.path()), file.linkTarget()), item.name());
        if (file.type() == LayerFile.Type.SYMLINK
                && draft.follow(draft.place(file.path())).isEmpty()) {
            String target = draft.place(draft.place(file.path()) + "/.");
            Optional<LayerFile> content = item.unpacked().files().stream()
                    .filter(each -> each.type() == LayerFile.Type.FILE
                            && draft.place(each.path()).equals(target))
                    .findFirst();
            content.ifPresent(each -> draft.put(PackageSwap.at(each, target, ""), item.name()));
            return content.isPresent();
        }
        return true;
    }

    /** The package whose file asks, or all if it is none of these. */
    private RefusedException refused(String library, String path, List<UpgradeItem> items) {
        Set<String> names = items.stream().map(UpgradeItem::name).collect(Collectors.toSet());
        Set<String> blamed =
                draft.owner(path).filter(names::contains).map(Set::of).orElse(names);
        return new RefusedException(
                blamed,
                "/" + FileNames.printable(path) + " would need " + FileNames.printable(library)
                        + " then, which is not in the image");
    }
}
