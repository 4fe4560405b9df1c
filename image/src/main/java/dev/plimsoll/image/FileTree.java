package dev.plimsoll.image;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The merged view of an image after whiteouts. Immutable; safe for use by several threads until the image is closed. */
public interface FileTree {
    /** All entries, ordered by path (by UTF-16 code unit), whatever order the layers had them in. */
    Stream<FileEntry> entries();

    /** Number of entries. */
    int size();

    /**
     * The entry that a path leads to inside the image: symbolic links in its parents and at its end are followed, never out of the
     * image; a leading slash is allowed. Empty if there is none, or links loop.
     */
    Optional<FileEntry> find(String path);

    /** The entry with exactly this path, links not followed. */
    Optional<FileEntry> entry(String path);

    /** The entries directly in a directory (its path after links), ordered by path; empty if it is none. */
    List<FileEntry> children(String path);

    /**
     * The content of a file that the selector wanted; empty for one it did not, for a {@link Want#PROBE probed} file without the
     * marker, and for what is no file. An entry with a hard link's content gives that content.
     */
    Optional<FileContent> content(FileEntry entry);

    /** The files that have several names, each with all its names as entries, ordered by path; only layers say that of files. */
    default List<List<FileEntry>> hardLinks() {
        return List.of();
    }

    /** Places that could not be read while the tree was made. */
    List<Gap> gaps();
}
