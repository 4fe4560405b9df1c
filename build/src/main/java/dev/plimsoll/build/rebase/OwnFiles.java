package dev.plimsoll.build.rebase;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.tree.Contents;
import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.Want;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an image's own layers change of its base, held against what the new base changes. Only where these do not meet is the image on the
 * new base what a build on it would have made: anything else is refused.
 */
final class OwnFiles {
    private static final int NAMED = 10;

    /** What slim images leave out: nothing breaks if the new base has newer ones of those. */
    private static final List<String> OPTIONAL =
            List.of("usr/share/doc/", "usr/share/man/", "usr/share/info/", "usr/share/locale/", "usr/share/lintian/");

    private final Image oldBase;
    private final Image newBase;
    private final FileTree old;
    private final FileTree child;
    private final FileTree onto;
    private final FileTree result;
    private final int oldLayers;
    private final int newLayers;

    /**
     * Reads all of them.
     *
     * @param oldBase the image's lowest layers
     * @param child the image
     * @param newBase the new base
     * @param result the image's own layers on the new base
     */
    OwnFiles(Image oldBase, Image child, Image newBase, Image result) {
        this.oldBase = oldBase;
        this.newBase = newBase;
        this.old = listing(oldBase);
        this.child = listing(child);
        this.onto = listing(newBase);
        this.result = listing(result);
        this.oldLayers = oldBase.info().layers().size();
        this.newLayers = newBase.info().layers().size();
    }

    private static FileTree listing(Image image) {
        FileTree tree = image.read(new Listing(Set.of()));
        if (!tree.gaps().isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT,
                    "'" + image.info().reference() + "' can't get a new base, since a file of it could not be read: /"
                            + FileNames.printable(tree.gaps().get(0).path()));
        }
        return tree;
    }

    /** Everything with its details, and the contents of a few files. */
    private record Listing(Set<String> contents) implements FileSelector {
        @Override
        public boolean wantsDetails() {
            return true;
        }

        @Override
        public Want select(String path, long size, int mode) {
            return contents.contains(path) ? Want.CONTENT : Want.NOTHING;
        }
    }

    /**
     * Refuses what can't be right.
     *
     * @throws PlimsollException UNSUPPORTED_FORMAT naming the files
     */
    void require() throws IOException {
        Set<String> own = changed();
        Set<String> database = new TreeSet<>();
        Set<String> clashes = new TreeSet<>();
        Set<String> doubtful = new HashSet<>();
        for (String path : own) {
            Optional<FileEntry> before = old.entry(path);
            Optional<FileEntry> mine = child.entry(path);
            Optional<FileEntry> now = onto.entry(path);
            boolean settled = mine.isEmpty() && (now.isEmpty() || isOptional(path))
                    || Entries.isDirectory(mine) && Entries.alike(mine, now);
            if (PackageDatabases.isOf(path, before.isEmpty() && now.isEmpty())) {
                database.add(path);
            } else if (!settled && !Entries.alike(before, now)) {
                clashes.add(path);
            } else if (!settled && isFile(before) && !isSameEntry(before, now)) {
                doubtful.add(path);
            }
        }
        clashes.addAll(different(doubtful));
        clashes.addAll(unexpected(own));
        refuse(
                database,
                "its own layers change the base's package database, so it installed packages itself, which have to be chosen anew",
                "build it on the new base");
        refuse(clashes, "its own layers and the new base change the same files", "build it on the new base");
    }

    /** Paths that the image's own layers add, overwrite or delete; a directory that they only name again is none. */
    private Set<String> changed() {
        Set<String> paths = new TreeSet<>();
        child.entries().filter(each -> each.layer() >= oldLayers).forEach(each -> {
            Optional<FileEntry> before = old.entry(each.path());
            Optional<FileEntry> mine = Optional.of(each);
            if (!Entries.isDirectory(before) || !Entries.alike(before, mine)) {
                paths.add(each.path());
            }
        });
        old.entries()
                .map(FileEntry::path)
                .filter(path -> child.entry(path).isEmpty())
                .forEach(paths::add);
        return paths;
    }

    private static boolean isOptional(String path) {
        return OPTIONAL.stream().anyMatch(path::startsWith);
    }

    private static boolean isFile(Optional<FileEntry> entry) {
        return entry.filter(each -> each.kind() == FileEntry.Kind.FILE).isPresent();
    }

    /** Whether both are of the same layer, which both bases have. */
    private boolean isSameEntry(Optional<FileEntry> before, Optional<FileEntry> now) {
        return before.isPresent()
                && now.isPresent()
                && before.get().layer() == now.get().layer()
                && BaseSearch.isBelow(
                        oldBase.info().layers().subList(0, before.get().layer() + 1),
                        newBase.info().layers());
    }

    /** Those of which the bases have different contents. */
    private Set<String> different(Set<String> paths) throws IOException {
        Set<String> different = new TreeSet<>();
        if (!paths.isEmpty()) {
            FileTree before = oldBase.read(new Listing(paths));
            FileTree now = newBase.read(new Listing(paths));
            for (String path : paths) {
                if (!sameContent(content(before, path), content(now, path))) {
                    different.add(path);
                }
            }
        }
        return different;
    }

    private static Optional<FileContent> content(FileTree tree, String path) {
        return tree.entry(path).flatMap(tree::content);
    }

    private static boolean sameContent(Optional<FileContent> one, Optional<FileContent> other) throws IOException {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        try (InputStream first = one.get().stream();
                InputStream second = other.get().stream()) {
            return Contents.areSame(first, second);
        }
    }

    /** Where the result is neither the new base nor the image's own: something is hidden, or lands where a link leads now. */
    private Set<String> unexpected(Set<String> own) {
        Set<String> paths = new TreeSet<>();
        Set<String> all = new TreeSet<>(own);
        onto.entries().map(FileEntry::path).forEach(all::add);
        result.entries().map(FileEntry::path).forEach(all::add);
        for (String path : all) {
            Optional<FileEntry> there = result.entry(path);
            Optional<FileEntry> wanted = own.contains(path) ? child.entry(path) : onto.entry(path);
            int moved = own.contains(path) ? newLayers - oldLayers : 0;
            boolean right = Entries.alike(wanted, there)
                    && (wanted.isEmpty()
                            || Entries.isDirectory(wanted)
                            || wanted.get().layer() + moved
                                    == there.orElseThrow().layer());
            if (!right && !(there.isEmpty() && isOptional(path))) {
                paths.add(path);
            }
        }
        return paths;
    }

    private static void refuse(Set<String> paths, String why, String what) {
        if (!paths.isEmpty()) {
            String named = paths.stream()
                    .limit(NAMED)
                    .map(path -> "/" + SafeText.line(path))
                    .collect(Collectors.joining(", "));
            String more = paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more" : "";
            throw new PlimsollException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "the image can't get the new base, since " + why + "; " + what + ": " + named + more);
        }
    }
}
