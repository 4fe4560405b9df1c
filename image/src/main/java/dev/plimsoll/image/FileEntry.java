package dev.plimsoll.image;

import java.util.Optional;

/**
 * One file, directory or link of the merged tree. Immutable; may be asked from several threads.
 *
 * <p>Paths have no leading or trailing slash, no {@code .} or {@code ..}, and {@code /} between the parts; the root itself is not
 * an entry. Bytes that are not UTF-8 stand as {@code \xNN}, and a literal {@code \xNN} has its backslash written as {@code \x5c},
 * so that different names stay different.
 */
public interface FileEntry {

    /** What an entry is. */
    enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        /** Devices, pipes, sockets: never read. */
        OTHER
    }

    /** Path in the image. */
    String path();

    Kind kind();

    /** Bytes of a file's content (of the target, for a hard link); 0 for anything else. */
    long size();

    /** Permission bits with setuid, setgid and sticky: 12 bits. */
    int mode();

    /** Numeric owner. */
    int userId();

    /** Numeric group. */
    int groupId();

    /** Target of a symbolic link as written in the image, or empty. */
    String linkTarget();

    /** Index of the layer it came from. */
    int layer();

    /** What is needed to write it anew; empty unless {@link FileSelector#wantsDetails()}, and for what no layer has an entry of. */
    default Optional<FileDetails> details() {
        return Optional.empty();
    }
}
