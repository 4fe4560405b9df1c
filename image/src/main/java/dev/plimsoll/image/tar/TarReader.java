package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a tar, one after the other: v7, ustar, star, GNU (long names, sparse files, base-256 numbers) and PAX (own and
 * global headers, sparse formats 0.0, 0.1 and 1.0). Checksums are verified. For one thread.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar, basic tar format</a>
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Sparse-Formats.html">GNU tar, storing sparse files</a>
 */
public final class TarReader {
    /** Bytes of one extended header; those of real images have a few hundred. */
    private static final int MAX_EXTENDED = 1 << 20;

    private final TarInput input;
    private final TarHeader header = new TarHeader();
    private final PaxHeaders global = new PaxHeaders();
    private final PaxHeaders pax = new PaxHeaders();
    private byte @Nullable [] longName;
    private byte @Nullable [] longLink;
    private long next;
    private boolean ended;

    /** Reads {@code input} from its start. */
    public TarReader(TarInput input) {
        this.input = input;
    }

    /** Whether the blocks that end an archive were there; without them it may have been cut off between two entries. */
    public boolean hasEndMark() {
        return ended;
    }

    /**
     * The next entry, or null after the last. Content of the entry before that was not read is skipped.
     *
     * @throws CorruptDataException naming the offset and what is wrong
     */
    public @Nullable TarEntry next() throws IOException {
        pax.clear();
        pax.putAll(global);
        longName = null;
        longLink = null;
        while (true) {
            input.skipTo(next);
            if (ended || !readHeader()) {
                return null;
            }
            long size = header.size();
            long content = next + TarHeader.BLOCK;
            switch (header.type()) {
                case 'x', 'X' -> pax.parse(extended(size, "a PAX header"));
                case 'g' -> {
                    global.parse(extended(size, "a global PAX header"));
                    pax.putAll(global);
                }
                case 'L' -> longName = untilZero(extended(size, "a long name"));
                case 'K' -> longLink = untilZero(extended(size, "a long link name"));
                case 'V' -> next = end(content, size);
                default -> {
                    return entry(content, size);
                }
            }
        }
    }

    /**
     * More about the entry that {@link #next} gave last; to be asked before its content is read.
     *
     * @throws CorruptDataException if a time is no number
     */
    public TarDetails details() throws CorruptDataException {
        byte[] user = pax.bytes("uname");
        byte[] group = pax.bytes("gname");
        return new TarDetails(
                TarDetails.Type.of(header.type()),
                modified(),
                new String(user == null ? header.userName() : user, StandardCharsets.UTF_8),
                new String(group == null ? header.groupName() : group, StandardCharsets.UTF_8),
                pax.extendedAttributes());
    }

    private Instant modified() throws CorruptDataException {
        byte[] exact = pax.bytes("mtime");
        return exact == null
                ? TarDetails.time(header.modified(), "a tar header's mtime")
                : TarDetails.time(exact, "a PAX header's mtime");
    }

    private boolean readHeader() throws IOException {
        int n = input.read(header.block, 0, TarHeader.BLOCK);
        if (n == 0) {
            if (longName != null || longLink != null || next == 0) {
                throw new CorruptDataException(
                        next == 0 ? "it is empty, no tar" : "the tar is cut off at offset " + input.position());
            }
            return false;
        }
        if (n < TarHeader.BLOCK) {
            throw new CorruptDataException("the tar is cut off at offset " + input.position() + ", inside a header");
        }
        if (header.isZero()) {
            return readEnd();
        }
        if (!header.hasValidChecksum()) {
            throw new CorruptDataException(
                    next == 0 ? "it is no tar" : "the tar header at offset " + next + " has a wrong checksum");
        }
        return true;
    }

    /** One block of zeros at the very end counts as an end mark, as for GNU tar; before anything else it does not. */
    private boolean readEnd() throws IOException {
        int n = input.read(header.block, 0, TarHeader.BLOCK);
        if (n == TarHeader.BLOCK && !header.isZero()) {
            throw new CorruptDataException("the tar has a stray block of zeros at offset " + next);
        }
        ended = true;
        return false;
    }

    private byte[] extended(long size, String what) throws IOException {
        if (size < 0 || size > MAX_EXTENDED) {
            throw new CorruptDataException(
                    what + " at offset " + next + " claims " + size + " bytes, more than " + MAX_EXTENDED);
        }
        byte[] bytes = new byte[(int) size];
        input.readFully(bytes, bytes.length, what);
        next = end(next + TarHeader.BLOCK, size);
        return bytes;
    }

    private static byte[] untilZero(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return end == text.length ? text : Arrays.copyOf(text, end);
    }

    private TarEntry entry(long contentStart, long headerSize) throws IOException {
        byte type = header.type();
        byte[] name = name();
        TarEntry.Kind kind = kind(type, name);
        long stored = pax.number("size", headerSize);
        if (kind != TarEntry.Kind.FILE && type != 'D') {
            // These never have content, whatever size is written (some tools write a hard link's).
            stored = 0;
        }
        if (stored < 0) {
            throw new CorruptDataException("the tar header at offset " + next + " has a negative size");
        }
        TarEntry.Owner owner = new TarEntry.Owner(
                header.mode(), (int) pax.number("uid", header.userId()), (int) pax.number("gid", header.groupId()));
        byte[] linkName = linkName();
        long contentEnd = end(contentStart, stored);
        if (input.endsBefore(contentStart + stored)) {
            throw new CorruptDataException("the tar is cut off: an entry at offset " + next + " has " + stored
                    + " bytes, which go beyond its end");
        }
        TarEntry.Stored place = kind == TarEntry.Kind.FILE
                ? new SparseReader(input, pax).read(header, contentStart, stored)
                : new TarEntry.Stored(0, contentStart, 0, null);
        // The extra header blocks of an old GNU sparse file are not counted in its size.
        next = type == 'S' ? end(place.offset(), stored) : contentEnd;
        return new TarEntry(kind, name, linkName, place, owner);
    }

    private static TarEntry.Kind kind(byte type, byte[] name) {
        return switch (type) {
            // Before ustar only a slash told a directory.
            case 0 -> name.length > 0 && name[name.length - 1] == '/' ? TarEntry.Kind.DIRECTORY : TarEntry.Kind.FILE;
            case '1' -> TarEntry.Kind.HARD_LINK;
            case '2' -> TarEntry.Kind.SYMLINK;
            case '3', '4', '6' -> TarEntry.Kind.OTHER;
            case '5', 'D' -> TarEntry.Kind.DIRECTORY;
            // POSIX: a type that is not known is a regular file.
            default -> TarEntry.Kind.FILE;
        };
    }

    private byte[] name() {
        byte[] name = pax.bytes("GNU.sparse.name");
        if (name == null) {
            name = pax.bytes("path");
        }
        if (name == null) {
            name = longName;
        }
        return name == null ? header.name() : name;
    }

    private byte[] linkName() {
        byte[] name = pax.bytes("linkpath");
        if (name == null) {
            name = longLink;
        }
        return name == null ? header.linkName() : name;
    }

    private long end(long contentStart, long size) throws CorruptDataException {
        long padded = size + (TarHeader.BLOCK - 1) & -TarHeader.BLOCK;
        if (size < 0 || padded < 0 || contentStart + padded < 0) {
            throw new CorruptDataException("the tar header at offset " + next + " has the absurd size " + size);
        }
        return contentStart + padded;
    }
}
