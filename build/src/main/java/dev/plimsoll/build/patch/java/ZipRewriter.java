package dev.plimsoll.build.patch.java;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Writes an archive again with a few entries exchanged. All others keep their bytes, compressed as they are, and their order; a start
 * script before the archive stays. What is exchanged is stored uncompressed, as Spring Boot's loader needs it of jars in jars.
 */
final class ZipRewriter {
    private static final long MAX_32 = 0xfffffffeL;

    private ZipRewriter() {}

    /**
     * What takes an entry's place.
     *
     * @param name of the new entry, in ISO 8859-1 one to one as {@link ZipArchive.Entry#name}
     * @param content a file with its content
     */
    record Replacement(String name, Path content) {}

    /**
     * Writes {@code to}, which must not exist.
     *
     * @param replacements by the name of the entry that they replace
     * @throws ZipException if the result would have a name twice, or be too large
     */
    static void write(ZipArchive archive, Map<String, Replacement> replacements, Path to) throws IOException {
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(archive.channel(), 0, archive.first(), out);
            ByteBuffer[] directory = new ByteBuffer[archive.entries().size()];
            List<ZipArchive.Entry> entries = archive.entries();
            for (int i = 0; i < directory.length; i++) {
                ZipArchive.Entry entry = entries.get(i);
                Replacement replacement = replacements.get(entry.name());
                long offset = out.position() - archive.base();
                directory[i] =
                        replacement == null ? copied(archive, entry, out) : exchanged(archive, entry, replacement, out);
                directory[i].putInt(42, small(offset));
            }
            long start = out.position();
            for (ByteBuffer header : directory) {
                write(out, header.rewind());
            }
            write(out, end(directory.length, out.position() - start, start - archive.base(), archive.comment()));
        }
    }

    /** Without a data descriptor: the sizes are known. */
    private static ByteBuffer copied(ZipArchive archive, ZipArchive.Entry entry, FileChannel out) throws IOException {
        ByteBuffer central = header(entry.central());
        ByteBuffer local = archive.local(entry);
        central.putShort(8, (short) (central.getShort(8) & ~ZipArchive.DESCRIPTOR));
        local.putShort(6, (short) (local.getShort(6) & ~ZipArchive.DESCRIPTOR));
        for (int field = 0; field < 12; field += 4) {
            local.putInt(14 + field, central.getInt(16 + field));
        }
        write(out, local.rewind());
        copy(archive.channel(), archive.data(entry), entry.compressed(), out);
        return central;
    }

    private static ByteBuffer exchanged(
            ZipArchive archive, ZipArchive.Entry entry, Replacement replacement, FileChannel out) throws IOException {
        boolean sameName = replacement.name().equals(entry.name());
        if (!sameName && archive.entry(replacement.name()).isPresent()) {
            throw new ZipException("it has " + replacement.name() + " already");
        }
        ByteBuffer old = header(entry.central());
        byte[] name = replacement.name().getBytes(StandardCharsets.ISO_8859_1);
        int size = small(Files.size(replacement.content()));
        int crc = crc(replacement.content());
        ByteBuffer central =
                ByteBuffer.allocate(ZipArchive.CENTRAL + name.length).order(ByteOrder.LITTLE_ENDIAN);
        central.put(0, entry.central(), 0, ZipArchive.CENTRAL).put(ZipArchive.CENTRAL, name);
        central.putShort(8, (short) (old.getShort(8) & ~ZipArchive.DESCRIPTOR));
        central.putShort(10, (short) ZipArchive.STORED);
        central.putInt(16, crc).putInt(20, size).putInt(24, size);
        central.putShort(28, (short) name.length).putShort(30, (short) 0).putShort(32, (short) 0);
        ByteBuffer local = ByteBuffer.allocate(ZipArchive.LOCAL + name.length).order(ByteOrder.LITTLE_ENDIAN);
        local.putInt(0, ZipArchive.LOCAL_SIGNATURE);
        // Version, flags, method, time, date, checksum and sizes stand in both headers in the same order.
        local.put(4, central, 6, 22);
        local.putShort(26, (short) name.length).putShort(28, (short) 0);
        local.put(ZipArchive.LOCAL, name);
        write(out, local.rewind());
        try (FileChannel content = FileChannel.open(replacement.content(), StandardOpenOption.READ)) {
            copy(content, 0, content.size(), out);
        }
        return central;
    }

    private static ByteBuffer header(ByteBuffer central) {
        return ByteBuffer.allocate(central.limit())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, central, 0, central.limit());
    }

    private static ByteBuffer end(int count, long length, long offset, byte[] comment) throws ZipException {
        ByteBuffer end = ByteBuffer.allocate(ZipArchive.END + comment.length).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0, ZipArchive.END_SIGNATURE);
        end.putShort(8, (short) count).putShort(10, (short) count);
        end.putInt(12, small(length)).putInt(16, small(offset));
        end.putShort(20, (short) comment.length);
        end.put(ZipArchive.END, comment);
        return end;
    }

    private static int small(long value) throws ZipException {
        if (value < 0 || value > MAX_32) {
            throw new ZipException("it would be larger than 4 GiB");
        }
        return (int) value;
    }

    private static int crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            while (in.read(buffer) >= 0) {
                crc.update(buffer.flip());
                buffer.clear();
            }
        }
        return (int) crc.getValue();
    }

    private static void copy(FileChannel from, long position, long length, FileChannel to) throws IOException {
        long done = 0;
        while (done < length) {
            long more = from.transferTo(position + done, length - done, to);
            if (more <= 0) {
                throw new ZipException("it is cut off");
            }
            done += more;
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
