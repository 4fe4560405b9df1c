package dev.plimsoll.inventory;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.Want;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An image made of files put into it one by one, or of a directory. The last put of a path counts. */
public final class MemoryImage implements Image {
    private final SortedMap<String, MemoryEntry> entries;
    private final List<Gap> gaps = new ArrayList<>();
    private final Scheme form;
    private final boolean probesKept;

    private MemoryImage(SortedMap<String, MemoryEntry> entries, Scheme form, boolean probesKept) {
        this.entries = entries;
        this.form = form;
        this.probesKept = probesKept;
    }

    /** An empty image, in the form of an archive. */
    public static MemoryImage empty() {
        return new MemoryImage(new TreeMap<>(), Scheme.ARCHIVE, false);
    }

    /** A directory's files, read when asked for. */
    public static MemoryImage of(Path directory) {
        return of(directory, path -> true);
    }

    /**
     * Some of a directory's files.
     *
     * @param enter which paths below it to take, and which directories to enter
     */
    public static MemoryImage of(Path directory, Predicate<String> enter) {
        MemoryImage image = new MemoryImage(new TreeMap<>(), Scheme.FS, false);
        try {
            image.add(directory, "", enter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return image;
    }

    private void add(Path directory, String prefix, Predicate<String> enter) throws IOException {
        List<Path> children;
        try (Stream<Path> list = Files.list(directory)) {
            children = list.toList();
        }
        for (Path child : children) {
            String path = prefix + child.getFileName();
            if (!enter.test(path)) {
                continue;
            }
            if (Files.isSymbolicLink(child)) {
                entries.put(
                        path,
                        MemoryEntry.link(path, Files.readSymbolicLink(child).toString(), 0));
            } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                entries.put(path, MemoryEntry.directory(path, 0));
                add(child, path + "/", enter);
            } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
                int mode = Files.isExecutable(child) ? 0755 : 0644;
                entries.put(path, MemoryEntry.file(path, mode, 0, MemoryContent.of(child)));
            }
        }
    }

    /** Puts a file, in the place of one that is there. */
    public MemoryImage put(String path, byte[] content) {
        MemoryEntry old = entries.get(path);
        return add(MemoryEntry.file(path, old == null ? 0644 : old.mode(), 0, new MemoryContent(content)));
    }

    /** Puts a text file. */
    public MemoryImage put(String path, String content) {
        return put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a text file of a layer. */
    public MemoryImage put(String path, String content, int layer) {
        return add(MemoryEntry.file(path, 0644, layer, new MemoryContent(content.getBytes(StandardCharsets.UTF_8))));
    }

    /** Puts a file that can be run. */
    public MemoryImage putExecutable(String path, byte[] content) {
        return add(MemoryEntry.file(path, 0755, 0, new MemoryContent(content)));
    }

    /** Puts a file whose content can be anything, for instance one that fails. */
    public MemoryImage put(String path, FileContent content) {
        return add(MemoryEntry.file(path, 0644, 0, content));
    }

    /** Puts a symbolic link. */
    public MemoryImage link(String path, String target) {
        return add(MemoryEntry.link(path, target, 0));
    }

    /** Says that something could not be read. */
    public MemoryImage gap(Gap gap) {
        gaps.add(gap);
        return this;
    }

    private MemoryImage add(MemoryEntry entry) {
        for (int slash = entry.path().indexOf('/');
                slash >= 0;
                slash = entry.path().indexOf('/', slash + 1)) {
            String parent = entry.path().substring(0, slash);
            entries.putIfAbsent(parent, MemoryEntry.directory(parent, 0));
        }
        entries.put(entry.path(), entry);
        return this;
    }

    /** A copy to change. */
    public MemoryImage copy() {
        MemoryImage copy = new MemoryImage(new TreeMap<>(entries), form, probesKept);
        copy.gaps.addAll(gaps);
        return copy;
    }

    /** The same in another form: a directory may be a source tree, an archive is always a root. */
    public MemoryImage as(Scheme newForm) {
        return new MemoryImage(new TreeMap<>(entries), newForm, probesKept);
    }

    /** The same, with the content of probed files there without a look, as where they can be read at any position. */
    public MemoryImage keepingProbes() {
        return new MemoryImage(new TreeMap<>(entries), form, true);
    }

    @Override
    public ImageInfo info() {
        return new ImageInfo(
                ImageReference.parse("memory"),
                form,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(new Layer(0, Optional.empty(), Optional.empty(), "", -1)),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                -1);
    }

    @Override
    public MemoryTree read(FileSelector selector) {
        Set<String> kept = new HashSet<>();
        for (MemoryEntry entry : entries.values()) {
            if (entry.kind() == FileEntry.Kind.FILE
                    && isKept(entry, selector.select(entry.path(), entry.size(), entry.mode()), selector)) {
                kept.add(entry.path());
            }
        }
        return new MemoryTree(entries, kept, List.copyOf(gaps));
    }

    private boolean isKept(MemoryEntry entry, Want want, FileSelector selector) {
        return switch (want) {
            case NOTHING -> false;
            case CONTENT -> true;
            case PROBE -> probesKept || passes(entry, selector);
        };
    }

    private static boolean passes(MemoryEntry entry, FileSelector selector) {
        try (InputStream in = entry.content().orElseThrow().stream()) {
            // Latin-1 keeps bytes apart, which is all that is needed to look for some.
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.startsWith(new String(selector.probeStart(), StandardCharsets.ISO_8859_1))
                    && text.contains(new String(selector.probeMarker(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {}
}
