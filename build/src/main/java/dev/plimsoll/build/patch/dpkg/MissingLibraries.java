package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.elf.ElfFile;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Libraries that programs and libraries of a tree ask for in their headers, and that are nowhere in it. For one thread. */
final class MissingLibraries {
    private final Draft draft;
    private final Map<FileBody, List<String>> needed = new HashMap<>();

    /** Those of {@code draft}, as it is at each call. */
    MissingLibraries(Draft draft) {
        this.draft = draft;
    }

    /** Their names, each with the paths of the files that ask for it. */
    Map<String, Set<String>> find() {
        Set<String> there = new HashSet<>();
        for (LayerFile each : draft.files()) {
            if (each.type() != LayerFile.Type.DIRECTORY
                    && (each.type() != LayerFile.Type.SYMLINK
                            || draft.follow(each.path()).isPresent())) {
                there.add(name(each.path()));
            }
        }
        Map<String, Set<String>> missing = new TreeMap<>();
        for (LayerFile each : draft.files()) {
            each.body().map(body -> needed.computeIfAbsent(body, MissingLibraries::needed)).orElse(List.of()).stream()
                    .filter(library -> !there.contains(name(library)))
                    .forEach(library -> missing.computeIfAbsent(library, key -> new TreeSet<>())
                            .add(each.path()));
        }
        return missing;
    }

    /** What a damaged file needs is not the patch's to judge. */
    private static List<String> needed(FileBody body) {
        try {
            return ElfFile.read(body).map(ElfFile::needed).orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
