package dev.plimsoll.image.source.directory;

import dev.plimsoll.base.Limits;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.FileTreeBuilder;
import dev.plimsoll.image.FileTreeBuilder.Attributes;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** One walk over a directory. Links are listed, never followed. For one thread. */
final class DirectoryWalk {
    private static final Set<String> KERNEL_DIRECTORIES = Set.of("proc", "sys", "dev");

    private final Path root;
    private final boolean machineRoot;
    private final boolean crossMounts;
    private final MountTable mounts;
    private final FileSelector selector;
    private final Limits limits;
    private final FileTreeBuilder tree;
    private final Deque<Directory> open = new ArrayDeque<>();

    /** A directory to be listed, and its path in the tree, with a slash at its end unless it is the root. */
    private record Directory(Path place, String prefix) {}

    /** @param root without links */
    DirectoryWalk(Path root, boolean crossMounts, MountTable mounts, FileSelector selector, Limits limits) {
        this.root = root;
        this.machineRoot = root.getNameCount() == 0;
        this.crossMounts = crossMounts;
        this.mounts = mounts;
        this.selector = selector;
        this.limits = limits;
        this.tree = new FileTreeBuilder(limits);
    }

    FileTree walk() {
        open.push(new Directory(root, ""));
        while (!open.isEmpty()) {
            list(open.pop());
        }
        return tree.build();
    }

    private void list(Directory directory) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.place())) {
            for (Path entry : entries) {
                visit(entry, directory.prefix() + name(entry));
            }
        } catch (IOException e) {
            unreadable(directory.prefix(), e);
        } catch (DirectoryIteratorException e) {
            unreadable(directory.prefix(), new IOException(e));
        }
    }

    private void unreadable(String path, IOException e) {
        String place = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (e instanceof NoSuchFileException) {
            // Gone since it was listed, as happens on a machine that runs.
            return;
        }
        String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        tree.gap(place, Gap.Reason.ACCESS, FileNames.printable(reason));
    }

    private void visit(Path file, String path) {
        if (path.length() > limits.pathLength()) {
            tree.gap(path.substring(0, 200), Gap.Reason.LIMIT, "its path is longer than " + limits.pathLength());
            return;
        }
        try {
            Stat stat = Stat.of(file);
            Attributes attributes = new Attributes(stat.mode() & 07777, stat.userId(), stat.groupId());
            switch (stat.mode() & Stat.TYPE_MASK) {
                case 0040000 -> directory(file, path, attributes);
                case 0100000 -> file(file, path, stat.size(), attributes);
                case 0120000 -> tree.symlink(path, target(file), attributes);
                default -> tree.other(path, attributes);
            }
        } catch (IOException e) {
            unreadable(path, e);
        }
    }

    private void file(Path file, String path, long size, Attributes attributes) {
        boolean wanted = selector.select(path, size, attributes.mode()) != Want.NOTHING;
        if (wanted && !Files.isReadable(file)) {
            tree.gap(path, Gap.Reason.ACCESS, "permission denied");
            wanted = false;
        }
        tree.file(path, size, attributes, wanted ? Optional.of(new DirectoryContent(file, size)) : Optional.empty());
    }

    private void directory(Path place, String path, Attributes attributes) {
        tree.directory(path, attributes);
        if (machineRoot && KERNEL_DIRECTORIES.contains(path)) {
            return;
        }
        Optional<MountTable.Mount> mount = mounts.at(place);
        if (mount.isPresent() && !isEntered(mount.get(), path)) {
            return;
        }
        open.push(new Directory(place, path + "/"));
    }

    private boolean isEntered(MountTable.Mount mount, String path) {
        return switch (mount.kind()) {
            case KERNEL -> false;
            case LOCAL -> {
                if (!crossMounts) {
                    tree.gap(
                            path,
                            Gap.Reason.MOUNT,
                            "another file system (" + mount.type() + ") is mounted here; --cross-mounts enters it");
                }
                yield crossMounts;
            }
            case REMOTE -> {
                tree.gap(
                        path,
                        Gap.Reason.MOUNT,
                        "a file system that may be remote (" + FileNames.printable(mount.type())
                                + ") is mounted here and is not entered");
                yield false;
            }
        };
    }

    private static String target(Path link) throws IOException {
        return text(Files.readSymbolicLink(link));
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : text(name);
    }

    /**
     * The text of a path's bytes. The JDK decodes them with the locale's charset, which loses what does not fit it; only a URI shows
     * them all. Plain ASCII is the same everywhere.
     */
    private static String text(Path path) {
        String text = path.toString();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x7f || text.charAt(i) == '\\') {
                return FileNames.decode(PathBytes.of(path));
            }
        }
        return text;
    }
}
