package dev.plimsoll.image.tar;

import org.jspecify.annotations.Nullable;

/** One entry of a tar, with extended headers already applied. Immutable. */
public final class TarEntry {

    /** What an entry is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK,
        /** Devices and pipes. */
        OTHER
    }

    private final Kind kind;
    private final byte[] name;
    private final byte[] linkName;
    private final long size;
    private final long offset;
    private final long storedSize;
    private final int mode;
    private final int userId;
    private final int groupId;
    private final @Nullable SparseMap sparse;

    TarEntry(Kind kind, byte[] name, byte[] linkName, Stored stored, Owner owner) {
        this.kind = kind;
        this.name = name;
        this.linkName = linkName;
        this.size = stored.size;
        this.offset = stored.offset;
        this.storedSize = stored.storedSize;
        this.sparse = stored.sparse;
        this.mode = owner.mode;
        this.userId = owner.userId;
        this.groupId = owner.groupId;
    }

    record Stored(
            long size,
            long offset,
            long storedSize,
            @Nullable SparseMap sparse) {}

    record Owner(int mode, int userId, int groupId) {}

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Bytes of the name as written; do not change them. */
    public byte[] name() {
        return name;
    }

    /** Bytes of a link's target as written; do not change them. */
    public byte[] linkName() {
        return linkName;
    }

    /** Bytes of the file, holes included. */
    public long size() {
        return size;
    }

    /** Where the content begins in the tar. */
    public long offset() {
        return offset;
    }

    /** Bytes of content in the tar, holes not included. */
    public long storedSize() {
        return storedSize;
    }

    /** Permission bits with setuid, setgid and sticky. */
    public int mode() {
        return mode;
    }

    /** Numeric owner. */
    public int userId() {
        return userId;
    }

    /** Numeric group. */
    public int groupId() {
        return groupId;
    }

    /** Where the stored pieces belong; null for a file without holes. */
    public @Nullable SparseMap sparse() {
        return sparse;
    }
}
