package dev.plimsoll.image;

/**
 * Says which files' contents will be read, before the layers are: a compressed layer passes by only once. Called once per file, so
 * it must be cheap: no regular expressions, no allocation. Called from several threads.
 */
public interface FileSelector {
    /** Wants nothing: for listing a tree. */
    FileSelector NOTHING = (path, size, mode) -> Want.NOTHING;

    /**
     * What is wanted of a regular file.
     *
     * @param path as {@link FileEntry#path()}
     * @param size bytes; for a hard link, 0
     * @param mode as {@link FileEntry#mode()}
     */
    Want select(String path, long size, int mode);

    /** Whether the tree's entries are to know their {@link FileEntry#details()}, which cost time and memory. */
    default boolean wantsDetails() {
        return false;
    }

    /** How content that is {@link Want#PROBE probed} must begin. */
    default byte[] probeStart() {
        return new byte[0];
    }

    /** What content that is {@link Want#PROBE probed} must hold. */
    default byte[] probeMarker() {
        return new byte[0];
    }
}
