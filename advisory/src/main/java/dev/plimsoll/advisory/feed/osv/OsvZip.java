package dev.plimsoll.advisory.feed.osv;

import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.LimitExceededException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a flat zip of JSON records front to back; nothing is written to disk, no name becomes a path, every record has a bound. */
final class OsvZip {
    private static final int MOST_ENTRIES = 5_000_000;

    /** Takes one record. */
    interface Visitor {
        void record(String name, byte[] content) throws IOException;
    }

    private OsvZip() {}

    /**
     * Gives every entry that is named {@code *.json} to {@code visitor}. An entry that is too large is skipped and named.
     *
     * @throws IOException if the zip is none, or cut off, or has more entries than any export
     */
    static void forEach(InputStream content, long recordLimit, FeedSink sink, String file, Visitor visitor)
            throws IOException {
        // Not closed: that would close the content, which is the caller's.
        ZipTail tail = new ZipTail(content);
        ZipInputStream zip = new ZipInputStream(tail, StandardCharsets.UTF_8);
        int entries = 0;
        for (ZipEntry entry = next(zip, file); entry != null; entry = next(zip, file)) {
            if (++entries > MOST_ENTRIES) {
                throw new LimitExceededException(file + " has more than " + MOST_ENTRIES + " entries");
            }
            if (entry.isDirectory() || !entry.getName().endsWith(".json")) {
                continue;
            }
            byte[] record;
            try {
                record = BoundedInput.readAll(zip, recordLimit, entry.getName());
            } catch (LimitExceededException e) {
                sink.skipped(new SkippedRecord(file, entry.getName(), String.valueOf(e.getMessage())));
                continue;
            } catch (EOFException e) {
                throw new EOFException(file + " is cut off inside " + entry.getName());
            }
            visitor.record(entry.getName(), record);
        }
        tail.requireComplete(entries, file);
    }

    private static @Nullable ZipEntry next(ZipInputStream zip, String file) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (EOFException e) {
            throw new EOFException(file + " is cut off between its entries");
        } catch (IllegalArgumentException e) {
            // An entry's name is not UTF-8.
            throw new IOException(file + " has an entry whose name is not UTF-8", e);
        }
    }
}
