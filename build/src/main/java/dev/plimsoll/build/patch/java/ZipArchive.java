package dev.plimsoll.build.patch.java;

import dev.plimsoll.base.BoundedInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * An archive in a file, by its central directory, with all that is needed to write it again with a few entries exchanged. It is
 * stricter than readers are: what could be read in two ways is not rewritten. For one thread.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, the zip format</a>
 */
final class ZipArchive implements AutoCloseable {
    static final int CENTRAL = 46;
    static final int LOCAL = 30;
    static final int END = 22;
    static final int CENTRAL_SIGNATURE = 0x02014b50;
    static final int LOCAL_SIGNATURE = 0x04034b50;
    static final int END_SIGNATURE = 0x06054b50;
    static final int STORED = 0;
    static final int DEFLATED = 8;

    /** Flag of an entry whose sizes stand behind it. */
    static final int DESCRIPTOR = 1 << 3;

    private static final long BOMB = 64L << 20;
    private static final int BOMB_RATIO = 200;
    private static final int MAX_COMMENT = 0xffff;
    private static final long MAX_DIRECTORY = 256L << 20;
    private static final long MAX_32 = 0xffffffffL;
    private static final int MAX_16 = 0xffff;

    private final FileChannel channel;
    private final long base;
    private final byte[] comment;
    private final List<Entry> entries;

    private ZipArchive(FileChannel channel, long base, byte[] comment, List<Entry> entries) {
        this.channel = channel;
        this.base = base;
        this.comment = comment;
        this.entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param central its header in the directory, with name, extra fields and comment; read-only
     * @param name as written, read as ISO 8859-1: bytes and characters are one to one
     * @param method 0 stored, 8 deflated
     * @param compressed bytes in the archive
     * @param size bytes when inflated
     * @param local where its local header is in the file
     */
    record Entry(ByteBuffer central, String name, int method, long compressed, long size, long local) {}

    /**
     * Opens an archive.
     *
     * @throws ZipException if it can't be rewritten faithfully: damaged, split, encrypted, zip64, or with a name twice
     */
    static ZipArchive open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return of(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ZipArchive of(FileChannel channel) throws IOException {
        ByteBuffer tail = bytes(channel, Math.max(0, channel.size() - END - MAX_COMMENT), (int)
                Math.min(channel.size(), END + MAX_COMMENT));
        int at = tail.limit() - END;
        while (at >= 0 && !isEnd(tail, at)) {
            at--;
        }
        if (at < 0) {
            throw new ZipException("it has no readable zip directory at its end");
        }
        int count = tail.getShort(at + 10) & MAX_16;
        long length = tail.getInt(at + 12) & MAX_32;
        long offset = tail.getInt(at + 16) & MAX_32;
        if (tail.getInt(at + 4) != 0 || count != (tail.getShort(at + 8) & MAX_16)) {
            throw new ZipException("it is a part of a split archive");
        }
        if (count == MAX_16 || length == MAX_32 || offset == MAX_32) {
            throw new ZipException("it is of the zip64 form, which is not rewritten");
        }
        long start = channel.size() - tail.limit() + at - length;
        if (start < offset || length > MAX_DIRECTORY) {
            throw new ZipException("its directory is not where its end says");
        }
        byte[] comment = new byte[tail.limit() - at - END];
        tail.get(at + END, comment);
        long base = start - offset;
        return new ZipArchive(channel, base, comment, entries(bytes(channel, start, (int) length), base, count));
    }

    /** The last record whose comment ends the file. */
    private static boolean isEnd(ByteBuffer tail, int at) {
        return tail.getInt(at) == END_SIGNATURE && at + END + (tail.getShort(at + 20) & MAX_16) == tail.limit();
    }

    private static List<Entry> entries(ByteBuffer directory, long base, int count) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int at = 0;
        while (at < directory.limit()) {
            if (directory.limit() - at < CENTRAL || directory.getInt(at) != CENTRAL_SIGNATURE) {
                throw new ZipException("its directory is damaged");
            }
            int nameLength = directory.getShort(at + 28) & MAX_16;
            int length = CENTRAL
                    + nameLength
                    + (directory.getShort(at + 30) & MAX_16)
                    + (directory.getShort(at + 32) & MAX_16);
            if (length > directory.limit() - at) {
                throw new ZipException("its directory is damaged");
            }
            byte[] central = new byte[length];
            directory.get(at, central);
            Entry entry = entry(central, nameLength, base);
            if (!names.add(entry.name())) {
                throw new ZipException("it has two entries of the name " + entry.name());
            }
            entries.add(entry);
            at += length;
        }
        if (entries.size() != count) {
            throw new ZipException("its directory has not as many entries as it says");
        }
        requireApart(entries);
        return entries;
    }

    /** Entries that share bytes, as zip bombs do, would each be written out whole. */
    private static void requireApart(List<Entry> entries) throws ZipException {
        List<Entry> inOrder =
                entries.stream().sorted(Comparator.comparingLong(Entry::local)).toList();
        long end = 0;
        for (Entry each : inOrder) {
            if (each.local() < end) {
                throw new ZipException(each.name() + " begins in another entry");
            }
            end = each.local() + LOCAL + each.name().length() + each.compressed();
        }
    }

    private static Entry entry(byte[] central, int nameLength, long base) throws ZipException {
        ByteBuffer view = ByteBuffer.wrap(central).order(ByteOrder.LITTLE_ENDIAN);
        String name = new String(central, CENTRAL, nameLength, StandardCharsets.ISO_8859_1);
        long compressed = view.getInt(20) & MAX_32;
        long size = view.getInt(24) & MAX_32;
        long offset = view.getInt(42) & MAX_32;
        int method = view.getShort(10) & MAX_16;
        if ((view.getShort(8) & 1) != 0) {
            throw new ZipException(name + " is encrypted");
        }
        if (compressed == MAX_32 || size == MAX_32 || offset == MAX_32) {
            throw new ZipException(name + " is of the zip64 form, which is not rewritten");
        }
        if (method == STORED && compressed != size) {
            throw new ZipException(name + " is stored, but has two sizes");
        }
        if (size > BOMB && size / BOMB_RATIO > compressed) {
            throw new ZipException(name + " says that it inflates to more than " + BOMB_RATIO + " times its size");
        }
        return new Entry(view.asReadOnlyBuffer(), name, method, compressed, size, base + offset);
    }

    /** As the directory lists them. */
    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> entry(String name) {
        return entries.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Where offset 0 lies: the length of what stands before the archive, such as a start script, if offsets do not count it. */
    long base() {
        return base;
    }

    /** Where the first entry begins: what stands before is no part of the archive. */
    long first() {
        return entries.stream().mapToLong(Entry::local).min().orElse(base);
    }

    byte[] comment() {
        return comment.clone();
    }

    /**
     * The local header of an entry, with name and extra fields.
     *
     * @throws ZipException if it says other things than the directory: some readers go by this one
     */
    ByteBuffer local(Entry entry) throws IOException {
        ByteBuffer fixed = bytes(entry.local(), LOCAL);
        if (fixed.getInt(0) != LOCAL_SIGNATURE) {
            throw new ZipException(entry.name() + " is not where the directory says");
        }
        int names = (fixed.getShort(26) & MAX_16) + (fixed.getShort(28) & MAX_16);
        ByteBuffer whole = bytes(entry.local(), LOCAL + names);
        byte[] name = new byte[fixed.getShort(26) & MAX_16];
        whole.get(LOCAL, name);
        boolean sizesFollow = (fixed.getShort(6) & DESCRIPTOR) != 0;
        boolean same = new String(name, StandardCharsets.ISO_8859_1).equals(entry.name())
                && (fixed.getShort(8) & MAX_16) == entry.method()
                && (sizesFollow
                        || (fixed.getInt(18) & MAX_32) == entry.compressed()
                                && (fixed.getInt(22) & MAX_32) == entry.size());
        if (!same) {
            throw new ZipException("the directory says other things of " + entry.name() + " than stand before it");
        }
        return whole;
    }

    /** Where the content of an entry lies, as it is stored. */
    long data(Entry entry) throws IOException {
        return entry.local() + local(entry).limit();
    }

    FileChannel channel() {
        return channel;
    }

    /**
     * The content of an entry.
     *
     * @throws ZipException if it is larger than {@code limit}, or not what the directory says
     */
    byte[] content(Entry entry, int limit) throws IOException {
        if (entry.size() > limit || entry.compressed() > limit) {
            throw new ZipException(entry.name() + " is larger than " + limit + " bytes");
        }
        byte[] raw = bytes(data(entry), (int) entry.compressed()).array();
        return switch (entry.method()) {
            case STORED -> raw;
            case DEFLATED -> inflated(raw, entry);
            default -> throw new ZipException(entry.name() + " is compressed by an unknown method");
        };
    }

    /**
     * Writes the content of an entry to a file.
     *
     * @throws ZipException if it is not what the directory says
     */
    void extract(Entry entry, Path to) throws IOException {
        long from = data(entry);
        Inflater inflater = new Inflater(true);
        try (OutputStream out = Files.newOutputStream(to);
                InputStream raw = new Range(from, from + entry.compressed());
                InputStream content = switch (entry.method()) {
                    case STORED -> raw;
                    case DEFLATED -> new InflaterInputStream(raw, inflater, 64 * 1024);
                    default -> throw new ZipException(entry.name() + " is compressed by an unknown method");
                }) {
            long size = BoundedInput.of(content, entry.size(), entry.name()).transferTo(out);
            if (size != entry.size()) {
                throw new ZipException(entry.name() + " is cut off");
            }
        } finally {
            inflater.end();
        }
    }

    /** A part of the file. */
    private final class Range extends InputStream {
        private final long end;
        private long at;

        Range(long from, long end) {
            this.at = from;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at >= end) {
                return -1;
            }
            int n = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - at)), at);
            at += Math.max(n, 0);
            return n;
        }
    }

    private static byte[] inflated(byte[] raw, Entry entry) throws ZipException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(raw);
            byte[] content = new byte[(int) entry.size()];
            int read = 0;
            while (read < content.length) {
                int more = inflater.inflate(content, read, content.length - read);
                if (more == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
                    throw new ZipException(entry.name() + " is cut off");
                }
                read += more;
            }
            return content;
        } catch (DataFormatException e) {
            throw new ZipException(entry.name() + " is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private ByteBuffer bytes(long from, int length) throws IOException {
        return bytes(channel, from, length);
    }

    private static ByteBuffer bytes(FileChannel channel, long from, int length) throws IOException {
        if (from < 0 || from > channel.size() - length) {
            throw new EOFException("the archive is cut off");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("the archive is cut off");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
