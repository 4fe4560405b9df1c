package dev.plimsoll.inventory.ecosystem.golang;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes small ELF files with Go's build information, in the layouts of every version of Go and for machines that nobody has at hand. The
 * linker's own output is compared in {@link GoBinariesTest}.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes or compares it
record GoElf(boolean wide, ByteOrder order, boolean sections, int lead, byte[] blob) {
    static final int DATA_OFFSET = 0x1000;
    private static final int DATA_SIZE = 0x1000;

    static final GoElf WIDE_LITTLE = new GoElf(true, ByteOrder.LITTLE_ENDIAN, true, 0, new byte[0]);
    static final GoElf WIDE_BIG = new GoElf(true, ByteOrder.BIG_ENDIAN, true, 0, new byte[0]);
    static final GoElf NARROW_LITTLE = new GoElf(false, ByteOrder.LITTLE_ENDIAN, true, 0, new byte[0]);
    static final GoElf NARROW_BIG = new GoElf(false, ByteOrder.BIG_ENDIAN, true, 0, new byte[0]);

    GoElf withoutSections() {
        return new GoElf(wide, order, false, lead, blob);
    }

    /** With some other data before the build information. */
    GoElf withLead(int bytes) {
        return new GoElf(wide, order, sections, bytes, blob);
    }

    GoElf withBlob(byte[] newBlob) {
        return new GoElf(wide, order, sections, lead, newBlob);
    }

    private long address() {
        return (wide ? 0x7000_0000_0000L : 0x0800_0000L) + DATA_OFFSET + lead;
    }

    /** The layout since Go 1.18. */
    GoElf inline(String goVersion, String modules) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(2));
        writeString(out, goVersion.getBytes(StandardCharsets.UTF_8));
        writeString(out, framed(modules));
        return withBlob(out.toByteArray());
    }

    /** The layout of Go 1.13 to 1.17. */
    GoElf pointers(String goVersion, String modules) {
        int size = wide ? 8 : 4;
        byte[] version = goVersion.getBytes(StandardCharsets.UTF_8);
        byte[] lines = framed(modules);
        int strings = 32 + 4 * size;
        ByteBuffer out =
                ByteBuffer.allocate(strings + version.length + lines.length).order(order);
        out.put(header(order == ByteOrder.BIG_ENDIAN ? 1 : 0));
        out.position(16);
        putAddress(out, address() + 32);
        putAddress(out, address() + 32 + 2L * size);
        out.position(32);
        putAddress(out, address() + strings);
        putAddress(out, version.length);
        putAddress(out, address() + strings + version.length);
        putAddress(out, lines.length);
        out.put(version).put(lines);
        return withBlob(out.array());
    }

    byte[] header(int flags) {
        byte[] header = new byte[32];
        System.arraycopy(BuildInfoReader.marker(), 0, header, 0, 14);
        header[14] = (byte) (wide ? 8 : 4);
        header[15] = (byte) flags;
        return header;
    }

    private void putAddress(ByteBuffer out, long value) {
        if (wide) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }

    private static void writeString(ByteArrayOutputStream out, byte[] text) {
        int left = text.length;
        while (left >= 0x80) {
            out.write(left & 0x7F | 0x80);
            left >>>= 7;
        }
        out.write(left);
        out.writeBytes(text);
    }

    private static byte[] framed(String modules) {
        if (modules.isEmpty()) {
            return new byte[0];
        }
        return ("0".repeat(16) + modules + "1".repeat(16)).getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        int dataSize = Math.max(DATA_SIZE, lead + blob.length);
        int names = DATA_OFFSET + dataSize;
        int table = names + 64;
        ByteBuffer out = ByteBuffer.allocate(table + 3 * 64).order(order);
        out.put(new byte[] {
            0x7F, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2), 1
        });
        out.position(wide ? 32 : 28);
        putAddress(out, 0x100);
        putAddress(out, sections ? table : 0);
        out.position(wide ? 54 : 42);
        out.putShort((short) (wide ? 56 : 32)).putShort((short) 2);
        out.putShort((short) (wide ? 64 : 40))
                .putShort((short) (sections ? 3 : 0))
                .putShort((short) (sections ? 2 : 0));
        putSegment(out, 0x100, 5, 0, DATA_OFFSET);
        putSegment(out, 0x100 + (wide ? 56 : 32), 6, DATA_OFFSET, dataSize);
        out.position(DATA_OFFSET + lead);
        out.put(blob);
        if (sections) {
            out.position(names);
            out.put("\0.go.buildinfo\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII));
            putSection(out, table + (wide ? 64 : 40), 1, address(), DATA_OFFSET + lead, blob.length);
            putSection(out, table + 2 * (wide ? 64 : 40), 15, 0, names, 64);
        }
        return out.array();
    }

    private void putSegment(ByteBuffer out, int at, int flags, int offset, int size) {
        long address = address() - DATA_OFFSET - lead + offset;
        out.position(at);
        out.putInt(1);
        if (wide) {
            out.putInt(flags);
        }
        putAddress(out, offset);
        putAddress(out, address);
        putAddress(out, address);
        putAddress(out, size);
        putAddress(out, size);
        if (!wide) {
            out.putInt(flags);
        }
    }

    private void putSection(ByteBuffer out, int at, int name, long address, int offset, int size) {
        out.position(at);
        out.putInt(name).putInt(1);
        putAddress(out, 3);
        putAddress(out, address);
        putAddress(out, offset);
        putAddress(out, size);
    }
}
