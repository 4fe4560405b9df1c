package dev.plimsoll.build.jre;

/**
 * Where a file of modules has one resource. Numbers of strings are places in the file's strings, 0 for none.
 *
 * @param name all of it, such as {@code /java.base/java/lang/Object.class}
 * @param key the location's place in the table of locations, by which directories name it
 * @param module number of the first part's string
 * @param parent number of the folder's string
 * @param base number of the string without folder and extension
 * @param extension number of the extension's string
 * @param offset where the content begins, from the end of the index
 * @param compressed bytes of the content as it lies there; 0 if it is not compressed
 * @param size bytes of the content
 */
record Location(
        String name,
        int key,
        int module,
        int parent,
        int base,
        int extension,
        long offset,
        long compressed,
        long size) {
    /** Bytes that the content takes up. */
    long stored() {
        return compressed == 0 ? size : compressed;
    }

    /** The name's first part; for a directory {@code modules} or {@code packages}. */
    String top() {
        int slash = name.indexOf('/', 1);
        return slash < 0 ? "" : name.substring(1, slash);
    }

    /** What follows the first part. */
    String rest() {
        int slash = name.indexOf('/', 1);
        return slash < 0 ? "" : name.substring(slash + 1);
    }

    Location movedTo(int newKey, long newOffset, long newCompressed, long newSize) {
        return new Location(name, newKey, module, parent, base, extension, newOffset, newCompressed, newSize);
    }
}
