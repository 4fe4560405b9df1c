package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sums of those files of a package that are in a tree as the package brings them. */
final class FolderSums {
    private final Draft draft;

    FolderSums(Draft draft) {
        this.draft = draft;
    }

    /** By the paths that the package names, in the order of its own list. */
    Map<String, String> of(Unpacked unpacked) throws IOException {
        Map<String, LayerFile> files = new LinkedHashMap<>();
        unpacked.files().forEach(each -> files.put(each.path(), each));
        Map<String, String> sums = new LinkedHashMap<>();
        for (String path : listed(unpacked)) {
            Optional<String> there = sum(draft.find(draft.place(path)));
            Optional<LayerFile> brought = Optional.ofNullable(files.get(path));
            if (brought.filter(each -> each.type() == LayerFile.Type.HARD_LINK).isPresent()) {
                brought = Optional.ofNullable(files.get(brought.get().linkTarget()));
            }
            if (there.isPresent() && there.equals(sum(brought))) {
                sums.put(path, there.get());
            }
        }
        return sums;
    }

    private Optional<String> sum(Optional<LayerFile> file) throws IOException {
        Optional<LayerFile> content = file.isPresent() && file.get().type() == LayerFile.Type.HARD_LINK
                ? draft.find(file.get().linkTarget())
                : file;
        Optional<FileBody> body = content.flatMap(LayerFile::body);
        return body.isPresent() ? Optional.of(FileSums.of(body.get())) : Optional.empty();
    }

    /** The paths of its own list; of a package without one, of all files but its settings. */
    private static List<String> listed(Unpacked unpacked) {
        Optional<Map<String, String>> own = FileSums.listed(unpacked);
        if (own.isPresent()) {
            return List.copyOf(own.get().keySet());
        }
        List<String> paths = new ArrayList<>();
        Set<String> settings = Conffiles.paths(new String(
                unpacked.deb().control().getOrDefault("conffiles", new byte[0]), StandardCharsets.ISO_8859_1));
        for (LayerFile each : unpacked.files()) {
            if (each.type() != LayerFile.Type.DIRECTORY
                    && each.type() != LayerFile.Type.SYMLINK
                    && !settings.contains(each.path())) {
                paths.add(each.path());
            }
        }
        return paths;
    }
}
