package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings (conffiles) in images without dpkg: one that is as its package brought it is replaced, another stays, and nothing is put beside
 * it, as nobody would look there.
 */
final class FolderSettings {
    private final Draft draft;
    private final List<String> notes;

    /** @param notes takes what users should know */
    FolderSettings(Draft draft, List<String> notes) {
        this.draft = draft;
        this.notes = notes;
    }

    /**
     * Puts the new version's in their places.
     *
     * @param fresh those that are to be there, by the paths that the package names
     * @param old as {@link Conffiles#of}
     * @param former what the installed version brought, if that is known
     * @return lines for the package's fields
     */
    List<String> configure(
            Map<String, LayerFile> fresh, Map<String, String> old, Optional<FormerFiles> former, String name)
            throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, LayerFile> each : fresh.entrySet()) {
            LayerFile file = each.getValue();
            String sum = sum(file);
            Optional<LayerFile> there = draft.find(file.path());
            if (there.isEmpty()) {
                draft.put(file, name);
            } else if (isPackages(there.get(), old.getOrDefault(each.getKey(), ""), former)) {
                draft.put(Conffiles.like(there.get(), file), name);
            } else if (there.get().body().isEmpty() || !sum(there.get()).equals(sum)) {
                notes.add("/" + FileNames.printable(file.path()) + " is not as " + name
                        + " brought it, as far as is known, and stays as it is");
                continue;
            }
            lines.add(" /" + each.getKey() + " " + sum);
        }
        old.forEach((path, noted) -> {
            if (!fresh.containsKey(path) && draft.find(draft.place(path)).isPresent()) {
                lines.add(" /" + path + " " + noted.split(" ", 2)[0] + " obsolete");
            }
        });
        return lines;
    }

    private static boolean isPackages(LayerFile there, String noted, Optional<FormerFiles> former) throws IOException {
        if (!noted.isEmpty()) {
            return there.body().isPresent() && FileSums.of(there.body().get()).equals(noted.split(" ", 2)[0]);
        }
        return former.isPresent() && former.get().isSame(there, there.path());
    }

    private static String sum(LayerFile file) throws IOException {
        return FileSums.of(file.body()
                .orElseThrow(() -> new IOException(
                        "/" + FileNames.printable(file.path()) + " is a setting of a package, but no file")));
    }
}
