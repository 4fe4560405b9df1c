package dev.plimsoll.inventory.ecosystem.java;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive read by its central directory: only what is asked for is read. Bytes before the archive (a start script) and after
 * it are allowed, as the programs that run jars allow them.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, the zip format</a>
 */
final class ZipDirectory {
    private static final int END = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END64 = 56;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int LOCATOR = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCAL = 30;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int MAX_COMMENT = 0xffff;

    private final RandomBytes bytes;
    private final Work work;
    private final long start;
    private final long length;
    private final long entries;
    /** Where offset 0 of the archive lies. */
    private final long base;

    private ZipDirectory(RandomBytes bytes, Work work, long start, long length, long entries, long base) {
        this.bytes = bytes;
        this.work = work;
        this.start = start;
        this.length = length;
        this.entries = entries;
        this.base = base;
    }

    /**
     * Finds the directory.
     *
     * @throws ZipException if there is none, or it can't be where its end record says
     */
    static ZipDirectory of(RandomBytes bytes, Work work) throws IOException {
        // Nearly all archives have no comment, and their end record is the very end.
        for (int comment : new int[] {0, MAX_COMMENT}) {
            int tail = (int) Math.min(bytes.size(), END + comment);
            byte[] buffer = new byte[tail];
            work.bytes(tail);
            bytes.read(bytes.size() - tail, buffer, 0, tail);
            ZipDirectory directory = find(bytes, work, buffer);
            if (directory != null) {
                return directory;
            }
        }
        throw new ZipException("it has no readable zip directory at its end: cut off, damaged, or no zip archive");
    }

    private static @Nullable ZipDirectory find(RandomBytes bytes, Work work, byte[] tail) throws IOException {
        ByteBuffer view = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail.length - END; at >= 0; at--) {
            if (tail[at] == 'P' && view.getInt(at) == END_SIGNATURE) {
                ZipDirectory directory = tryEnd(bytes, work, view, at, bytes.size() - tail.length + at);
                if (directory != null) {
                    return directory;
                }
            }
        }
        return null;
    }

    private static @Nullable ZipDirectory tryEnd(RandomBytes bytes, Work work, ByteBuffer view, int at, long end)
            throws IOException {
        try {
            return of(bytes, work, view, at, end);
        } catch (ZipException | EOFException e) {
            // The signature can stand in a comment by chance or on purpose: look further up.
            return null;
        }
    }

    private static ZipDirectory of(RandomBytes bytes, Work work, ByteBuffer view, int at, long end) throws IOException {
        long entries = view.getShort(at + 10) & 0xffff;
        long length = view.getInt(at + 12) & 0xffffffffL;
        long offset = view.getInt(at + 16) & 0xffffffffL;
        if ((view.getShort(at + 4) & 0xffff) != 0 && (view.getShort(at + 4) & 0xffff) != 0xffff) {
            throw new ZipException("it is one part of an archive that is split into several files");
        }
        long directoryEnd = end;
        if (entries == 0xffff || length == 0xffffffffL || offset == 0xffffffffL) {
            ByteBuffer end64 = end64(bytes, end);
            if (end64 != null) {
                entries = end64.getLong(32);
                length = end64.getLong(40);
                offset = end64.getLong(48);
                directoryEnd = end64.getLong(0);
            }
        }
        long start = directoryEnd - length;
        if (length < 0 || offset < 0 || start < offset) {
            throw new ZipException(
                    "its directory of " + length + " bytes at " + offset + " does not end where it should");
        }
        ZipDirectory directory = new ZipDirectory(bytes, work, start, length, entries, start - offset);
        directory.requireFirstEntry();
        return directory;
    }

    /** The zip64 end record with its own position in place of its first 8 bytes, or null if there is none. */
    private static @Nullable ByteBuffer end64(RandomBytes bytes, long end) throws IOException {
        if (end < LOCATOR + END64) {
            return null;
        }
        byte[] buffer = new byte[END64];
        ByteBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
        bytes.read(end - LOCATOR, buffer, 0, LOCATOR);
        if (view.getInt(0) != LOCATOR_SIGNATURE) {
            return null;
        }
        long stated = view.getLong(8);
        // Bytes before the archive shift it; right before the locator is where it nearly always lies.
        for (long position : new long[] {end - LOCATOR - END64, stated}) {
            if (position >= 0 && position <= end - LOCATOR - END64) {
                bytes.read(position, buffer, 0, END64);
                if (view.getInt(0) == END64_SIGNATURE) {
                    return view.putLong(0, position);
                }
            }
        }
        throw new ZipException("it has no zip64 end record where it is said to be");
    }

    private void requireFirstEntry() throws IOException {
        if (length > 0) {
            byte[] signature = new byte[4];
            bytes.read(start, signature, 0, 4);
            if (signature[0] != 'P' || signature[1] != 'K' || signature[2] != 1 || signature[3] != 2) {
                throw new ZipException("its directory is not at byte " + start + ", where it should be");
            }
        } else if (entries > 0) {
            throw new ZipException("it is said to have " + entries + " entries, but its directory is empty");
        }
    }

    ZipCursor entries() {
        return new ZipCursor(bytes, start, length, work);
    }

    /** Whether {@code seen} entries are as many as it states; small archives state them modulo 65,536. */
    boolean states(long seen) {
        return seen == entries || (seen & 0xffff) == entries;
    }

    /** The content of a stored entry, in place. */
    RandomBytes stored(ZipEntryRef entry) throws IOException {
        return raw(entry);
    }

    /** The content of an entry; close it. Its size is bounded only by {@link Work}. */
    InputStream open(ZipEntryRef entry) throws IOException {
        RandomBytes raw = raw(entry);
        return switch (entry.method()) {
            case ZipEntryRef.STORED -> work.counting(raw.stream());
            case ZipEntryRef.DEFLATED -> work.counting(inflate(raw.stream(), entry.size()));
            default -> throw new ZipException("compression method " + entry.method() + " can't be read");
        };
    }

    private static InputStream inflate(InputStream raw, long size) {
        Inflater inflater = new Inflater(true);
        // Small files are by far the most: a jar's pom.properties wants no 64 KB buffer.
        return new InflaterInputStream(raw, inflater, size >= 0 && size < 4096 ? 1024 : 64 * 1024) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    private RandomBytes raw(ZipEntryRef entry) throws IOException {
        if (entry.isEncrypted()) {
            throw new ZipException("it is encrypted");
        }
        byte[] local = new byte[LOCAL];
        long header = base + entry.headerOffset();
        bytes.read(header, local, 0, LOCAL);
        ByteBuffer view = ByteBuffer.wrap(local).order(ByteOrder.LITTLE_ENDIAN);
        if (view.getInt(0) != LOCAL_SIGNATURE) {
            throw new ZipException("its header is not at byte " + header + ", where it should be");
        }
        long data = header + LOCAL + (view.getShort(26) & 0xffff) + (view.getShort(28) & 0xffff);
        return bytes.slice(data, entry.compressedSize());
    }
}
