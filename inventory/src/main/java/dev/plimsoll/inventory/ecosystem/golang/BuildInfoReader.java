package dev.plimsoll.inventory.ecosystem.golang;

import dev.plimsoll.base.LimitExceededException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds and decodes build information. It begins with a marker at an address that 16 divides, in the section {@code .go.buildinfo} or,
 * where there are no sections, in the first writable data. Go 1.13 to 1.17 have pointers to the two strings behind it, Go 1.18 and
 * later the strings themselves, each behind its length.
 *
 * @see <a href="https://pkg.go.dev/debug/buildinfo">Go's package debug/buildinfo</a>
 */
final class BuildInfoReader {
    /** {@code 0xff} and {@code " Go buildinf:"}. */
    private static final byte[] MARKER = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);

    private static final int ALIGNMENT = 16;
    private static final int HEADER_SIZE = 32;
    private static final int CHUNK = 64 * 1024;
    private static final int SENTINEL = 16;
    private static final int LONGEST_VARINT = 10;

    private final ElfImage image;
    private final long longest;

    /** @param longest bytes that a string may have */
    BuildInfoReader(ElfImage image, long longest) {
        this.image = image;
        this.longest = longest;
    }

    static byte[] marker() {
        return MARKER.clone();
    }

    /**
     * Reads it.
     *
     * @return empty if there is no marker where one belongs: it is no Go program, or was packed
     * @throws IOException if what follows the marker can't be read
     */
    Optional<BuildInfo> read() throws IOException {
        ElfImage.Range place = image.section(".go.buildinfo");
        long address = find(place.size() == 0 ? image.writableData() : place);
        if (address < 0) {
            return Optional.empty();
        }
        ByteBuffer header = bytes(address, HEADER_SIZE);
        int flags = header.get(15);
        BuildInfo info = (flags & 2) != 0 ? inline(address + HEADER_SIZE) : pointers(header, flags);
        if (info.goVersion().isEmpty()) {
            throw new IOException("Go's build information is there, but its version of Go is empty");
        }
        return Optional.of(info);
    }

    /** The address of the first aligned marker; -1 if there is none. */
    private long find(ElfImage.Range range) throws IOException {
        long at = (range.address() + ALIGNMENT - 1) & -ALIGNMENT;
        long end = range.address() + range.size();
        if (range.size() <= 0 || range.address() < 0 || end < 0) {
            return -1;
        }
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(HEADER_SIZE, range.size())));
        while (at < end) {
            chunk.clear();
            int read = image.read(at, chunk);
            for (int i = 0; i + MARKER.length <= read; i += ALIGNMENT) {
                if (chunk.get(i) == MARKER[0] && isMarker(chunk, i)) {
                    return at + i;
                }
            }
            if (read < chunk.capacity()) {
                return -1;
            }
            // The marker may begin in the last, incomplete step of a chunk.
            at += read < ALIGNMENT ? read : (read - MARKER.length) / ALIGNMENT * ALIGNMENT + ALIGNMENT;
        }
        return -1;
    }

    private static boolean isMarker(ByteBuffer chunk, int at) {
        for (int i = 1; i < MARKER.length; i++) {
            if (chunk.get(at + i) != MARKER[i]) {
                return false;
            }
        }
        return true;
    }

    private BuildInfo inline(long address) throws IOException {
        Length version = length(address);
        String goVersion = string(version.next(), version.value());
        Length modules = length(version.next() + version.value());
        return new BuildInfo(goVersion, withoutSentinels(bytesOf(modules.next(), modules.value())));
    }

    private record Length(long value, long next) {}

    private Length length(long address) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_VARINT);
        int read = image.read(address, buffer);
        long value = 0;
        for (int i = 0; i < read; i++) {
            int b = buffer.get(i);
            // Nine bytes hold 63 bits; no string is that long.
            if (i < 9) {
                value |= (long) (b & 0x7F) << (7 * i);
            }
            if (b >= 0) {
                return new Length(i < 9 ? value : Long.MAX_VALUE, address + i + 1);
            }
        }
        throw new IOException("a length in Go's build information can't be read");
    }

    private BuildInfo pointers(ByteBuffer header, int flags) throws IOException {
        int size = header.get(14);
        if (size != 4 && size != 8) {
            throw new IOException("Go's build information has pointers of " + size + " bytes");
        }
        ByteOrder order = (flags & 1) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        header.order(order);
        long version = pointer(header, 16, size);
        long modules = pointer(header, 16 + size, size);
        if (version == 0) {
            throw new IOException("Go's build information is filled in only when the program is loaded"
                    + " (a position-independent program of Go 1.17 or older)");
        }
        byte[] lines = modules == 0 ? new byte[0] : pointedTo(modules, size, order);
        return new BuildInfo(
                new String(pointedTo(version, size, order), StandardCharsets.UTF_8), withoutSentinels(lines));
    }

    /** The string whose Go string header (address and length) lies at {@code address}. */
    private byte[] pointedTo(long address, int size, ByteOrder order) throws IOException {
        ByteBuffer header = bytes(address, 2 * size).order(order);
        return bytesOf(pointer(header, 0, size), pointer(header, size, size));
    }

    private static long pointer(ByteBuffer buffer, int at, int size) {
        return size == 4 ? Integer.toUnsignedLong(buffer.getInt(at)) : buffer.getLong(at);
    }

    private String string(long address, long length) throws IOException {
        return new String(bytesOf(address, length), StandardCharsets.UTF_8);
    }

    private byte[] bytesOf(long address, long length) throws IOException {
        if (length < 0 || length > longest) {
            throw new LimitExceededException("Go's build information states a string of "
                    + Long.toUnsignedString(length) + " bytes, over the limit of " + longest);
        }
        return bytes(address, (int) length).array();
    }

    private ByteBuffer bytes(long address, int size) throws IOException {
        // Grown as bytes come, so that a false length allocates no more than the file holds.
        ByteBuffer target = ByteBuffer.allocate(Math.min(size, CHUNK));
        while (true) {
            int before = target.position();
            target.limit(target.capacity());
            image.read(address + before, target);
            if (target.position() < target.capacity()) {
                throw new IOException("Go's build information is cut off");
            }
            if (target.capacity() == size) {
                return target;
            }
            ByteBuffer larger = ByteBuffer.allocate((int) Math.min(size, 4L * target.capacity()));
            target.flip();
            larger.put(target);
            target = larger;
        }
    }

    /** The lines stand between two sentinels of 16 bytes, by which Go finds them in memory. */
    private static String withoutSentinels(byte[] lines) {
        boolean framed = lines.length >= 2 * SENTINEL + 1 && lines[lines.length - SENTINEL - 1] == '\n';
        return framed ? new String(lines, SENTINEL, lines.length - 2 * SENTINEL, StandardCharsets.UTF_8) : "";
    }
}
