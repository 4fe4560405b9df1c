package dev.plimsoll.inventory;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The file tree one can read: all in memory, link following spelt out. Remembers which contents were asked for. */
public final class MemoryTree implements FileTree {
    private static final int MAX_LINKS = 40;

    private final SortedMap<String, MemoryEntry> entries;
    private final Set<String> kept;
    private final List<Gap> gaps;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    MemoryTree(SortedMap<String, MemoryEntry> entries, Set<String> kept, List<Gap> gaps) {
        this.entries = entries;
        this.kept = kept;
        this.gaps = gaps;
    }

    /** Paths of the files whose content was asked for, whether it was kept or not. */
    public Set<String> asked() {
        return asked;
    }

    @Override
    public Stream<FileEntry> entries() {
        return entries.values().stream().map(FileEntry.class::cast);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Optional<FileEntry> find(String path) {
        Deque<String> todo = new ArrayDeque<>(parts(path));
        List<String> done = new ArrayList<>();
        Optional<FileEntry> found = Optional.empty();
        int links = 0;
        while (!todo.isEmpty()) {
            String part = todo.removeFirst();
            if (part.equals("..")) {
                if (!done.isEmpty()) {
                    done.remove(done.size() - 1);
                }
                found = entry(String.join("/", done));
                continue;
            }
            done.add(part);
            MemoryEntry entry = entries.get(String.join("/", done));
            if (entry == null || entry.kind() == FileEntry.Kind.FILE && !todo.isEmpty()) {
                return Optional.empty();
            }
            if (entry.kind() == FileEntry.Kind.SYMLINK) {
                links++;
                if (links > MAX_LINKS) {
                    return Optional.empty();
                }
                done.remove(done.size() - 1);
                if (entry.linkTarget().startsWith("/")) {
                    done.clear();
                }
                List<String> target = parts(entry.linkTarget());
                for (int i = target.size() - 1; i >= 0; i--) {
                    todo.addFirst(target.get(i));
                }
                found = entry(String.join("/", done));
            } else {
                found = Optional.of(entry);
            }
        }
        return found;
    }

    private static List<String> parts(String path) {
        return Stream.of(path.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    @Override
    public Optional<FileEntry> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public List<FileEntry> children(String path) {
        String directory = path.isEmpty()
                ? ""
                : find(path).map(entry -> entry.path() + "/").orElse("\0");
        return entries.tailMap(directory).values().stream()
                .takeWhile(entry -> entry.path().startsWith(directory))
                .filter(entry -> entry.path().indexOf('/', directory.length()) < 0)
                .map(FileEntry.class::cast)
                .toList();
    }

    @Override
    public Optional<FileContent> content(FileEntry entry) {
        asked.add(entry.path());
        return kept.contains(entry.path()) ? ((MemoryEntry) entry).content() : Optional.empty();
    }

    @Override
    public List<Gap> gaps() {
        return gaps;
    }
}
