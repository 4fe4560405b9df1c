package dev.plimsoll.build.root;

import dev.plimsoll.build.root.RootTree.LeftOutPart;
import dev.plimsoll.build.spec.LeftOut;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.write.LayerFile;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes the files out of a draft that the spec leaves out; copyright files stay. */
final class LeaveOut {
    private static final Pattern COPYRIGHT = Pattern.compile("usr/share/doc/[^/]+/copyright");

    private LeaveOut() {}

    /** Gives what was taken out: packages by path, empty for what is no package's. */
    static NavigableMap<String, String> apply(List<LeftOut> wishes, Draft draft) {
        NavigableMap<String, String> removed = new TreeMap<>();
        Map<String, LayerFile> files = new HashMap<>();
        for (LayerFile file : draft.files()) {
            if (wishes.stream().anyMatch(each -> each.path().matches(file.path()))
                    && !COPYRIGHT.matcher(file.path()).matches()) {
                removed.put(file.path(), draft.owner(file.path()).orElse(""));
                files.put(file.path(), file);
            }
        }
        keepOtherNames(files, draft);
        // From the end: a directory stays if something in it stays.
        for (String path : removed.descendingKeySet()) {
            if (draft.below(path).isEmpty()) {
                draft.remove(path);
            }
        }
        removed.keySet().removeIf(path -> draft.find(path).isPresent());
        return removed;
    }

    /** What of a package was taken out, by the first wish that asked for it. */
    static List<LeftOutPart> of(ArchivePackage described, List<LeftOut> wishes, Map<String, String> removed) {
        Set<LeftOut> met = new LinkedHashSet<>();
        removed.forEach((path, owner) -> {
            if (owner.equals(described.name())) {
                wishes.stream()
                        .filter(each -> each.path().matches(path))
                        .findFirst()
                        .ifPresent(met::add);
            }
        });
        return wishes.stream()
                .filter(met::contains)
                .map(each -> new LeftOutPart(described, each.path().toString(), each.reason()))
                .toList();
    }

    /** The first other name of a file that goes becomes the file. */
    private static void keepOtherNames(Map<String, LayerFile> removed, Draft draft) {
        Map<String, String> heirs = new HashMap<>();
        for (LayerFile file : draft.files()) {
            LayerFile target = removed.get(file.linkTarget());
            if (file.type() != LayerFile.Type.HARD_LINK || target == null || removed.containsKey(file.path())) {
                continue;
            }
            String heir = heirs.putIfAbsent(target.path(), file.path());
            draft.change(new LayerFile(
                    file.path(),
                    heir == null ? LayerFile.Type.FILE : LayerFile.Type.HARD_LINK,
                    target.mode(),
                    target.userId(),
                    target.groupId(),
                    target.modified(),
                    heir == null ? "" : heir,
                    heir == null ? target.body() : Optional.empty(),
                    target.xattrs()));
        }
    }
}
