package dev.plimsoll.inventory;

import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The paths whose owner is asked, and what is needed to find them. Package databases list paths as they were packed ({@code lib/x}),
 * which may lead through links ({@code lib -> usr/lib}): {@link #match} tells which path in question is meant. For one thread.
 */
public final class OwnershipInput {
    private final Set<String> paths;
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> directories = new HashMap<>();
    private final FileTree tree;
    private final Limits limits;
    private final TempFiles tempFiles;

    /** @param paths as {@link FileEntry#path()} */
    public OwnershipInput(Set<String> paths, FileTree tree, Limits limits, TempFiles tempFiles) {
        this.paths = Set.copyOf(paths);
        this.tree = tree;
        this.limits = limits;
        this.tempFiles = tempFiles;
        paths.forEach(path -> names.add(path.substring(path.lastIndexOf('/') + 1)));
    }

    /**
     * The path in question that a listed path means, after links in its directories; empty if it is none of them.
     *
     * @param listed with or without a leading slash
     */
    public Optional<String> match(String listed) {
        String path = listed.startsWith("/") ? listed.substring(1) : listed;
        if (paths.contains(path)) {
            return Optional.of(path);
        }
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (slash < 0 || !names.contains(name)) {
            return Optional.empty();
        }
        String directory = directories.computeIfAbsent(path.substring(0, slash), this::follow);
        String real = directory.isEmpty() ? name : directory + "/" + name;
        return paths.contains(real) ? Optional.of(real) : Optional.empty();
    }

    private String follow(String directory) {
        return tree.find(directory).map(FileEntry::path).orElse(directory);
    }

    /** The tree; only contents that the ecosystem's extractors wanted are there. */
    public FileTree tree() {
        return tree;
    }

    /** Bounds to keep. */
    public Limits limits() {
        return limits;
    }

    /** For what needs a real file. */
    public TempFiles tempFiles() {
        return tempFiles;
    }
}
