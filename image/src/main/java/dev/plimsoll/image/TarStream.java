package dev.plimsoll.image;

import dev.plimsoll.base.BulkInput;
import dev.plimsoll.image.blob.CorruptDataException;
import dev.plimsoll.image.blob.UnsupportedDataException;
import dev.plimsoll.image.tar.StreamTarInput;
import dev.plimsoll.image.tar.TarEntry;
import dev.plimsoll.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

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
     * @param content the file's bytes, which fail for a file with holes; valid until the next entry
     */
    public record Entry(String path, FileEntry.Kind kind, String link, InputStream content) {}

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
        return Optional.of(new Entry(path, kind(entry.kind()), link, content(entry)));
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
