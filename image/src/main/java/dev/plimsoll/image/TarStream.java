package dev.plimsoll.image;

import dev.plimsoll.base.BulkInput;
import dev.plimsoll.image.blob.CorruptDataException;
import dev.plimsoll.image.blob.UnsupportedDataException;
import dev.plimsoll.image.tar.StreamTarInput;
import dev.plimsoll.image.tar.TarDetails;
import dev.plimsoll.image.tar.TarEntry;
import dev.plimsoll.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The entries of any tar that passes by once, in their order, for those who read tars that are no images: v7, ustar, GNU and PAX.
 * For one thread.
 *
 * <p>Unbounded, so give it a bounded stream. What contradicts the format or is cut off is an {@link IOException} that says what and
 * where.
 */
public final class TarStream {
    private final StreamTarInput input;
    private final TarReader reader;

    /** Reads {@code in}, a tar that is not compressed, in large pieces; does not close it. */
    public TarStream(InputStream in) {
        this.input = new StreamTarInput(in);
        this.reader = new TarReader(input);
    }

    /**
     * One entry.
     *
     * @param path as {@link FileEntry#path()}; empty for the root itself
     * @param kind what it is; a hard link is {@code OTHER}, since its content passes by under another name
     * @param link target of a link as written, or empty
     * @param size bytes of the file
     * @param content the file's bytes, which fail for a file with holes; valid until the next entry
     * @param details what else is known of it
     */
    public record Entry(
            String path, FileEntry.Kind kind, String link, long size, InputStream content, Details details) {}

    /** What exactly an entry is. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        /** Another name of a file of the same tar, which {@link Entry#link} names as written. */
        HARD_LINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        PIPE
    }

    /**
     * What is needed to write an entry anew.
     *
     * @param name as written, with whatever dots and slashes
     * @param mode permission bits with setuid, setgid and sticky
     * @param userId numeric owner
     * @param groupId numeric group
     * @param userName the owner's name, or empty
     * @param groupName the group's name, or empty
     * @param modified when the content was changed last
     * @param xattrs extended attributes by name, sorted
     */
    public record Details(
            String name,
            Type type,
            int mode,
            int userId,
            int groupId,
            String userName,
            String groupName,
            Instant modified,
            Map<String, byte[]> xattrs) {
        public Details {
            xattrs = Collections.unmodifiableMap(new TreeMap<>(xattrs));
        }
    }

    /**
     * Goes to the next entry; empty at the end.
     *
     * @throws IOException if the tar is damaged, cut off, or has a name that climbs out of it
     */
    public Optional<Entry> next() throws IOException {
        TarEntry entry = reader.next();
        if (entry == null) {
            return Optional.empty();
        }
        String name = FileNames.decode(entry.name());
        String path = FileNames.normalise(name)
                .orElseThrow(() -> new CorruptDataException(
                        "the tar has a name that climbs out of it: " + FileNames.printable(name)));
        String link = FileNames.decode(entry.linkName());
        Details details = details(name, entry, reader.details());
        return Optional.of(new Entry(path, kind(entry.kind()), link, entry.size(), content(entry), details));
    }

    private static Details details(String name, TarEntry entry, TarDetails more) {
        return new Details(
                name,
                type(entry.kind(), more.special()),
                entry.mode(),
                entry.userId(),
                entry.groupId(),
                more.userName(),
                more.groupName(),
                more.modified(),
                more.extendedAttributes());
    }

    private static Type type(TarEntry.Kind kind, TarDetails.Type special) {
        return switch (kind) {
            case FILE -> Type.FILE;
            case DIRECTORY -> Type.DIRECTORY;
            case SYMLINK -> Type.SYMLINK;
            case HARD_LINK -> Type.HARD_LINK;
            case OTHER ->
                switch (special) {
                    case CHARACTER_DEVICE -> Type.CHARACTER_DEVICE;
                    case BLOCK_DEVICE -> Type.BLOCK_DEVICE;
                    case PIPE, NONE -> Type.PIPE;
                };
        };
    }

    /** After the last entry: whether the tar's own end mark was there; without it, it may have been cut off between two entries. */
    public boolean hasEndMark() {
        return reader.hasEndMark();
    }

    private InputStream content(TarEntry entry) {
        return entry.sparse() == null ? input.content(entry.storedSize()) : new Holes();
    }

    private static FileEntry.Kind kind(TarEntry.Kind kind) {
        return switch (kind) {
            case FILE -> FileEntry.Kind.FILE;
            case DIRECTORY -> FileEntry.Kind.DIRECTORY;
            case SYMLINK -> FileEntry.Kind.SYMLINK;
            case HARD_LINK, OTHER -> FileEntry.Kind.OTHER;
        };
    }

    /** Nobody has asked for files with holes yet, and their stored pieces alone would be wrong. */
    private static final class Holes extends BulkInput {
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new UnsupportedDataException("the tar has a file with holes where none is expected");
        }
    }
}
