package dev.plimsoll.image.write;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One entry of a layer to be written.
 *
 * @param path as {@link dev.plimsoll.image.FileEntry#path()}: without a slash before it
 * @param type what it is
 * @param mode permission bits with setuid, setgid and sticky
 * @param userId numeric owner
 * @param groupId numeric group
 * @param modified whole seconds count
 * @param linkTarget of a symbolic link as it is to stand, of a hard link the path of the other name; else empty
 * @param body of a file, of nothing else
 * @param xattrs extended attributes by name, sorted
 */
public record LayerFile(
        String path,
        Type type,
        int mode,
        int userId,
        int groupId,
        Instant modified,
        String linkTarget,
        Optional<FileBody> body,
        Map<String, byte[]> xattrs) {
    private static final int LINK_MODE = 0777;

    /** What an entry is. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK
    }

    public LayerFile {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(modified, "modified is null");
        xattrs = Collections.unmodifiableMap(new TreeMap<>(xattrs));
        if (body.isPresent() != (type == Type.FILE)) {
            throw new IllegalArgumentException("a file, and nothing else, has a body: " + path);
        }
    }

    /** A file of root's. */
    public static LayerFile file(String path, int mode, Instant modified, FileBody body) {
        return new LayerFile(path, Type.FILE, mode, 0, 0, modified, "", Optional.of(body), Map.of());
    }

    /** A directory of root's. */
    public static LayerFile directory(String path, int mode, Instant modified) {
        return new LayerFile(path, Type.DIRECTORY, mode, 0, 0, modified, "", Optional.empty(), Map.of());
    }

    /** A symbolic link of root's. */
    public static LayerFile symlink(String path, String target, Instant modified) {
        return new LayerFile(path, Type.SYMLINK, LINK_MODE, 0, 0, modified, target, Optional.empty(), Map.of());
    }

    /** The same with another owner. */
    public LayerFile withOwner(int newUserId, int newGroupId) {
        return new LayerFile(path, type, mode, newUserId, newGroupId, modified, linkTarget, body, xattrs);
    }

    /** Bytes of its content; 0 for what is no file. */
    public long size() {
        return body.map(FileBody::size).orElse(0L);
    }
}
