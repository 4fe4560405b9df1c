package dev.plimsoll.image.tar;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The head of an entry to be written.
 *
 * @param path as {@link dev.plimsoll.image.FileEntry#path()}
 * @param kind what it is
 * @param mode permission bits with setuid, setgid and sticky
 * @param userId numeric owner, not negative
 * @param groupId numeric group, not negative
 * @param modified seconds since 1970
 * @param link target of a link; else empty
 * @param size bytes of a file; else 0
 * @param xattrs extended attributes by name
 */
public record TarItem(
        String path,
        Kind kind,
        int mode,
        int userId,
        int groupId,
        long modified,
        String link,
        long size,
        Map<String, byte[]> xattrs) {
    /** What an entry is. */
    public enum Kind {
        FILE('0'),
        HARD_LINK('1'),
        SYMLINK('2'),
        DIRECTORY('5');

        private final char flag;

        Kind(char flag) {
            this.flag = flag;
        }

        char flag() {
            return flag;
        }
    }

    public TarItem {
        Objects.requireNonNull(kind, "kind is null");
        xattrs = Collections.unmodifiableMap(new TreeMap<>(xattrs));
        if (path.isEmpty() || userId < 0 || groupId < 0 || size < 0 || kind != Kind.FILE && size != 0) {
            throw new IllegalArgumentException("no entry of an archive: '" + path + "'");
        }
    }
}
