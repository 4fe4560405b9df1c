package dev.plimsoll.build.proof;

import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.debian.deb.DebPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files that a tree would have if nothing was left out. Those of omitted packages are read when they are first asked for. */
final class LeftOutFiles {
    private final Map<String, String> patterns;
    private final Map<String, Path> omitted;
    private final TreeMap<String, String> all = new TreeMap<>();
    private final Map<String, String> byName = new HashMap<>();
    private boolean read;

    /**
     * Files that are not there.
     *
     * @param patterns what the spec leaves out, with the packages that had it
     * @param omitted the files of omitted packages, by their names
     */
    LeftOutFiles(Map<String, String> patterns, Map<String, Path> omitted) {
        this.patterns = patterns;
        this.omitted = omitted;
    }

    /** Who would have had a path, in words. */
    Optional<String> at(String path) throws IOException {
        read();
        return Optional.ofNullable(all.get(path));
    }

    /** Who would have had a file of this name anywhere, in words. */
    Optional<String> named(String name) throws IOException {
        read();
        return Optional.ofNullable(byName.get(name));
    }

    private void read() throws IOException {
        if (read) {
            return;
        }
        read = true;
        patterns.forEach((path, owner) -> add(
                path, "/" + path + (owner.isEmpty() ? "" : " of the package " + owner) + " that the spec leaves out"));
        for (Map.Entry<String, Path> each : omitted.entrySet()) {
            String words = "the omitted package " + each.getKey() + " has";
            DebPackage.open(each.getValue(), each.getKey()).files(entry -> {
                if (!entry.path().isEmpty()) {
                    add(UsrMerge.path(entry.path()), words);
                }
            });
        }
    }

    private void add(String path, String words) {
        all.putIfAbsent(path, words);
        byName.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), words);
    }
}
