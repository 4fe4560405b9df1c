package dev.plimsoll.build.tree;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A root file system while it is being made. Paths are as {@link LayerFile#path()}; links are followed within this tree alone, so that
 * nothing in it leads out. For one thread.
 */
public final class Draft {
    private static final int TEXT_BYTES = 16 << 20;
    private static final int DIRECTORY_MODE = 0755;

    private final Instant epoch;
    private final TreeMap<String, LayerFile> files = new TreeMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** @param epoch the time that nothing in the tree is later than */
    public Draft(Instant epoch) {
        this.epoch = epoch;
    }

    /** The time of what the builder makes; nothing in the tree is later. */
    public Instant epoch() {
        return epoch;
    }

    /** What stands at this very path; no link is followed. */
    public Optional<LayerFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** What is there when all links are followed, under its real path. */
    public Optional<LayerFile> follow(String path) {
        return find(Links.follow(this, path, true));
    }

    /** Where a new entry of this path lies: links on its way are followed, the last name is not. */
    public String place(String path) {
        return Links.follow(this, path, false);
    }

    /** Whether a directory is there when all links are followed; the root is one. */
    public boolean isDirectory(String path) {
        String real = Links.follow(this, path, true);
        return real.isEmpty()
                || find(real)
                        .filter(each -> each.type() == LayerFile.Type.DIRECTORY)
                        .isPresent();
    }

    /** The package that brought what stands at this very path. */
    public Optional<String> owner(String path) {
        return Optional.ofNullable(owners.get(path));
    }

    /** Everything below a directory, without itself, ordered by path; not following links. A view: copy it before changing anything. */
    public SortedMap<String, LayerFile> below(String directory) {
        return directory.isEmpty() ? files : files.subMap(directory + "/", directory + "0");
    }

    /** Names of what stands directly in a directory, in their order. */
    public List<String> children(String directory) {
        int prefix = directory.isEmpty() ? 0 : directory.length() + 1;
        List<String> names = new ArrayList<>();
        String end = directory + "0";
        String path =
                directory.isEmpty() ? files.isEmpty() ? null : files.firstKey() : files.higherKey(directory + "/");
        while (path != null && (directory.isEmpty() || path.compareTo(end) < 0)) {
            int slash = path.indexOf('/', prefix);
            if (slash < 0) {
                names.add(path.substring(prefix));
                path = files.higherKey(path);
            } else {
                // What lies deeper is passed over: the least path that is not below this child.
                path = files.ceilingKey(path.substring(0, slash) + "0");
            }
        }
        return names;
    }

    /** Puts what a package brings; it replaces what was there. Parents that lack are made. */
    public void put(LayerFile file, String owner) {
        parents(file, owner);
        files.put(file.path(), file);
        if (owner.isEmpty()) {
            owners.remove(file.path());
        } else {
            owners.put(file.path(), owner);
        }
    }

    /** Puts what the builder or the spec makes; it replaces what was there. Parents that lack are made. */
    public void put(LayerFile file) {
        put(file, "");
    }

    /** Puts a text as a file of root's that all may read. */
    public void putText(String path, String text) {
        put(LayerFile.file(path, 0644, epoch, FileBody.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Changes what stands at a path; it stays its package's. */
    public void change(LayerFile file) {
        files.put(file.path(), file);
    }

    /** Says which package brought what stands at a path. */
    public void claim(String path, String owner) {
        owners.put(path, owner);
    }

    /** Takes away what stands at this very path, and whatever is below it. */
    public void remove(String path) {
        List.copyOf(below(path).keySet()).forEach(this::removeOne);
        removeOne(path);
    }

    private void removeOne(String path) {
        files.remove(path);
        owners.remove(path);
    }

    private void parents(LayerFile file, String owner) {
        String path = file.path();
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String parent = path.substring(0, slash);
            LayerFile there = files.get(parent);
            if (there == null) {
                files.put(parent, LayerFile.directory(parent, DIRECTORY_MODE, epoch));
                if (!owner.isEmpty()) {
                    owners.put(parent, owner);
                }
            } else if (there.type() != LayerFile.Type.DIRECTORY) {
                throw new PlimsollException(
                        ErrorCode.USAGE,
                        "/" + FileNames.printable(path) + " can't be there: /" + FileNames.printable(parent)
                                + " is no directory"
                                + owner(parent)
                                        .map(each -> " (it is of the package " + each + ")")
                                        .orElse(""));
            } else {
                return;
            }
        }
    }

    /**
     * The text of a file, all links followed; empty if there is none.
     *
     * @throws IOException if it is longer than 16 MiB or can't be read
     */
    public Optional<String> text(String path) throws IOException {
        Optional<FileBody> body = follow(path).flatMap(LayerFile::body);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new String(bytes(body.get(), path), StandardCharsets.UTF_8));
    }

    /**
     * A file's content.
     *
     * @throws IOException if it is longer than 16 MiB or can't be read
     */
    public static byte[] bytes(FileBody body, String path) throws IOException {
        try (InputStream in = body.open()) {
            return BoundedInput.readAll(in, TEXT_BYTES, "/" + FileNames.printable(path));
        }
    }

    /** Everything, ordered by path. */
    public List<LayerFile> files() {
        return List.copyOf(files.values());
    }

    /** Packages by the paths that they brought. */
    public Map<String, String> owners() {
        return Map.copyOf(owners);
    }
}
