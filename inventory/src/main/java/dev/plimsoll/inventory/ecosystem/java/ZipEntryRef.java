package dev.plimsoll.inventory.ecosystem.java;

/**
 * One entry as the central directory states it; nothing of it is believed until it is read.
 *
 * @param name as written; bytes that are not UTF-8 are read as ISO 8859-1
 * @param flags general purpose bits
 * @param method 0 stored, 8 deflated
 * @param compressedSize bytes in the archive
 * @param size bytes when inflated
 * @param headerOffset of its local header, counted from where the archive says it begins
 */
record ZipEntryRef(String name, int flags, int method, long compressedSize, long size, long headerOffset) {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    boolean isEncrypted() {
        return (flags & 1) != 0;
    }
}
