package dev.plimsoll.inventory.ecosystem.golang;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An ELF file as it lies in memory when it runs: reads by address, through its segments. 32 and 64 bit, of both byte orders; the file
 * is read by position and never whole. For one thread.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">System V ABI, object files</a>
 */
final class ElfImage {
    private static final int LOAD = 1;
    private static final int EXECUTE = 1;
    private static final int WRITE = 2;
    private static final int MOST_SEGMENTS = 1024;
    private static final int MOST_SECTIONS = 16 * 1024;
    private static final int MOST_NAME_BYTES = 1 << 20;

    /** A part of memory; {@code fileSize} bytes of it come from {@code offset} of the file. */
    private record Segment(int flags, long offset, long address, long fileSize, long memorySize) {
        /** Bytes of the file from {@code wanted} on; 0 if it lies elsewhere. */
        long bytesFrom(long wanted) {
            long into = wanted - address;
            return into >= 0 && into < fileSize ? fileSize - into : 0;
        }
    }

    /** A range of addresses. */
    record Range(long address, long size) {}

    private final SeekableByteChannel channel;
    private final boolean wide;
    private final ByteBuffer header;
    private final List<Segment> segments = new ArrayList<>();

    private ElfImage(SeekableByteChannel channel, boolean wide, ByteBuffer header) {
        this.channel = channel;
        this.wide = wide;
        this.header = header;
    }

    /** @throws MalformedElfException if it is no ELF file, or its headers contradict themselves */
    static ElfImage open(SeekableByteChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(64);
        if (readAt(channel, 0, header) < 52 || header.getInt(0) != 0x7F454C46) {
            throw new MalformedElfException("no ELF header");
        }
        int width = header.get(4);
        int order = header.get(5);
        if (width < 1 || width > 2 || order < 1 || order > 2) {
            throw new MalformedElfException("an ELF header of an unknown width or byte order");
        }
        header.order(order == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        ElfImage image = new ElfImage(channel, width == 2, header);
        image.readSegments();
        return image;
    }

    private void readSegments() throws IOException {
        long start = wide ? header.getLong(32) : unsigned(header.getInt(28));
        int size = unsigned(header.getShort(wide ? 54 : 42));
        int count = unsigned(header.getShort(wide ? 56 : 44));
        if (count == 0) {
            return;
        }
        if (count > MOST_SEGMENTS || size < (wide ? 56 : 32) || size > 1024) {
            throw new MalformedElfException("an absurd table of segments");
        }
        ByteBuffer table = table(start, size * count);
        for (int i = 0; i < count; i++) {
            int at = i * size;
            if (table.getInt(at) == LOAD) {
                segments.add(
                        wide
                                ? new Segment(
                                        table.getInt(at + 4),
                                        table.getLong(at + 8),
                                        table.getLong(at + 16),
                                        table.getLong(at + 32),
                                        table.getLong(at + 40))
                                : new Segment(
                                        table.getInt(at + 24),
                                        unsigned(table.getInt(at + 4)),
                                        unsigned(table.getInt(at + 8)),
                                        unsigned(table.getInt(at + 16)),
                                        unsigned(table.getInt(at + 20))));
            }
        }
    }

    /** Where a section lies in memory; size 0 if there is none of that name, or the file's sections can't be read. */
    Range section(String name) throws IOException {
        long start = wide ? header.getLong(40) : unsigned(header.getInt(32));
        int size = unsigned(header.getShort(wide ? 58 : 46));
        int count = unsigned(header.getShort(wide ? 60 : 48));
        int names = unsigned(header.getShort(wide ? 62 : 50));
        if (start == 0
                || count == 0
                || names >= count
                || count > MOST_SECTIONS
                || size < (wide ? 64 : 40)
                || size > 256) {
            return new Range(0, 0);
        }
        try {
            ByteBuffer table = table(start, size * count);
            byte[] wanted = (name + "\0").getBytes(StandardCharsets.US_ASCII);
            ByteBuffer texts = sectionNames(table, names * size);
            for (int at = 0; at < size * count; at += size) {
                if (isAt(texts, unsigned(table.getInt(at)), wanted)) {
                    return wide
                            ? new Range(table.getLong(at + 16), table.getLong(at + 32))
                            : new Range(unsigned(table.getInt(at + 12)), unsigned(table.getInt(at + 20)));
                }
            }
        } catch (MalformedElfException e) {
            // Sections are for linkers; programs run without them, and so are read without them.
            return new Range(0, 0);
        }
        return new Range(0, 0);
    }

    private ByteBuffer sectionNames(ByteBuffer table, int at) throws IOException {
        long offset = wide ? table.getLong(at + 24) : unsigned(table.getInt(at + 16));
        long size = wide ? table.getLong(at + 32) : unsigned(table.getInt(at + 20));
        if (size < 0 || size > MOST_NAME_BYTES) {
            throw new MalformedElfException("absurd section names");
        }
        return table(offset, (int) size);
    }

    private static boolean isAt(ByteBuffer texts, long at, byte[] wanted) {
        if (at + wanted.length > texts.capacity()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (texts.get((int) at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first part of memory that programs may write but not run; size 0 if there is none. */
    Range writableData() {
        for (Segment segment : segments) {
            if ((segment.flags() & (EXECUTE | WRITE)) == WRITE) {
                return new Range(segment.address(), segment.memorySize());
            }
        }
        return new Range(0, 0);
    }

    /** Fills {@code target} from {@code address} on, up to the end of the segment that holds it; the number of bytes read. */
    int read(long address, ByteBuffer target) throws IOException {
        for (Segment segment : segments) {
            long bytes = segment.bytesFrom(address);
            if (bytes > 0) {
                long position = segment.offset() + (address - segment.address());
                if (bytes < target.remaining()) {
                    target.limit(target.position() + (int) bytes);
                }
                return position < 0 ? 0 : readAt(channel, position, target);
            }
        }
        return 0;
    }

    private ByteBuffer table(long offset, int size) throws IOException {
        if (offset < 0 || offset > channel.size() - size) {
            throw new MalformedElfException("a table that lies outside of the file");
        }
        ByteBuffer table = ByteBuffer.allocate(size).order(header.order());
        if (readAt(channel, offset, table) < size) {
            throw new MalformedElfException("a table that is cut off");
        }
        return table;
    }

    private static int readAt(SeekableByteChannel channel, long position, ByteBuffer target) throws IOException {
        channel.position(position);
        int total = 0;
        while (target.hasRemaining()) {
            int read = channel.read(target);
            if (read < 0) {
                break;
            }
            total += read;
        }
        return total;
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }
}
