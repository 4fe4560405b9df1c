package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that the installed version of a package brought, whatever the image has of it; known while the archive still has it. */
final class FormerFiles {
    private final Set<String> directories = new HashSet<>();
    private final Map<String, LayerFile> files = new HashMap<>();

    private FormerFiles() {}

    /**
     * Of a package, by the places where its files would lie.
     *
     * @param listed sums by the paths that the image's list names
     * @return empty if it is not the package that the image was made of, although it has the same version
     */
    static Optional<FormerFiles> of(Unpacked former, Map<String, String> listed, Draft draft) {
        Map<String, String> sums = new HashMap<>();
        FileSums.listed(former).ifPresent(own -> own.forEach((path, sum) -> sums.put(draft.place(path), sum)));
        boolean same = listed.entrySet().stream()
                .allMatch(each -> each.getValue().equals(sums.get(draft.place(each.getKey()))));
        if (!same) {
            return Optional.empty();
        }
        FormerFiles files = new FormerFiles();
        for (LayerFile each : former.files()) {
            if (each.type() == LayerFile.Type.DIRECTORY) {
                files.directories.add(draft.place(each.path()));
            } else {
                LayerFile known = each.type() == LayerFile.Type.HARD_LINK
                        ? files.files.getOrDefault(draft.place(each.linkTarget()), each)
                        : each;
                files.files.put(draft.place(each.path()), known);
            }
        }
        return Optional.of(files);
    }

    boolean hasDirectory(String place) {
        return directories.contains(place);
    }

    boolean hasFile(String place) {
        return files.containsKey(place);
    }

    /** Places of files and links. */
    Set<String> files() {
        return files.keySet();
    }

    /** Whether the image has a file or link as this package brought it. */
    boolean isSame(LayerFile there, String place) throws IOException {
        LayerFile former = files.get(place);
        if (former == null || former.type() != there.type()) {
            return false;
        }
        return former.body().isPresent() && there.body().isPresent()
                ? FileSums.of(former.body().get())
                        .equals(FileSums.of(there.body().get()))
                : former.linkTarget().equals(there.linkTarget());
    }
}
