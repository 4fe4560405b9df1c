package dev.plimsoll.inventory;

import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the layer that brought a package whose record tells nothing of it: every layer that installs anything rewrites the one database
 * of apk or rpm, but a package's own files come with the package. The first of its regular files that is in the tree counts;
 * directories and links are shared or made afterwards, and of configuration files, which later layers like to edit, one counts
 * only if there is no other. For one package.
 */
public final class OwnFile {
    private Optional<FileEntry> found = Optional.empty();
    private boolean isConfiguration;

    /** Whether no further file needs to be offered. */
    public boolean isFound() {
        return found.isPresent() && !isConfiguration;
    }

    /**
     * Offers a file of the package.
     *
     * @param listed as the package database lists it, with or without a leading slash; its directories may lead through links
     * @param configuration whether users are expected to change it
     */
    public void offer(FileTree tree, String listed, boolean configuration) {
        if (isFound() || configuration && found.isPresent()) {
            return;
        }
        Optional<FileEntry> file = entry(tree, listed).filter(entry -> entry.kind() == FileEntry.Kind.FILE);
        if (file.isPresent()) {
            found = file;
            isConfiguration = configuration;
        }
    }

    /** The file itself, never what a link in its place leads to. */
    private static Optional<FileEntry> entry(FileTree tree, String listed) {
        String path = listed.startsWith("/") ? listed.substring(1) : listed;
        Optional<FileEntry> exact = tree.entry(path);
        int slash = path.lastIndexOf('/');
        if (exact.isPresent() || slash < 0) {
            return exact;
        }
        return tree.find(path.substring(0, slash))
                .flatMap(directory -> tree.entry(directory.path() + path.substring(slash)));
    }

    /** Where the package lies: the file that was found, if any, and its record. */
    public List<Location> locations(Location record) {
        return found.map(file -> List.of(new Location(file.path(), OptionalInt.of(file.layer())), record))
                .orElseGet(() -> List.of(record));
    }
}
