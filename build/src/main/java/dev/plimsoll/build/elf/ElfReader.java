package dev.plimsoll.build.elf;

import dev.plimsoll.build.elf.ElfFile.NotedDlopen;
import dev.plimsoll.image.write.FileBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parts of an ELF file that the loader looks at, by their places: the file is never in memory as a whole. */
final class ElfReader {
    private static final int IDENT = 16;
    private static final int HEADER = 64;
    private static final int MOST_HEADERS = 4096;
    private static final int MOST_PART = 16 << 20;
    private static final int MOST_STRING = 4096;

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int PT_NOTE = 4;

    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_STRSZ = 10;
    private static final int DT_SONAME = 14;
    private static final int DT_RPATH = 15;
    private static final int DT_RUNPATH = 29;

    private final FileBody body;
    private final List<Segment> segments = new ArrayList<>();
    private boolean wide;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    ElfReader(FileBody body) {
        this.body = body;
    }

    private record Segment(int type, long offset, long address, long size) {}

    private record Entry(long tag, long value) {}

    Optional<ElfFile> read() throws IOException {
        byte[] head = start();
        if (head.length < 4 || head[0] != 0x7f || head[1] != 'E' || head[2] != 'L' || head[3] != 'F') {
            return Optional.empty();
        }
        if (head.length < IDENT + 36 || head[4] < 1 || head[4] > 2 || head[5] < 1 || head[5] > 2) {
            throw new IOException("its ELF header is damaged");
        }
        wide = head[4] == 2;
        order = head[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer header = ByteBuffer.wrap(head).order(order);
        int machine = header.getShort(18) & 0xffff;
        readSegments(header);
        List<Entry> dynamic = dynamic();
        Strings strings = strings(dynamic);
        return Optional.of(new ElfFile(
                new ElfKind(machine, wide, head[5] == 1),
                interpreter(),
                !dynamic.isEmpty(),
                strings.of(dynamic, DT_SONAME).stream().findFirst(),
                strings.of(dynamic, DT_NEEDED),
                paths(strings.of(dynamic, DT_RPATH)),
                paths(strings.of(dynamic, DT_RUNPATH)),
                dlopens()));
    }

    private byte[] start() throws IOException {
        try (InputStream in = body.open()) {
            return in.readNBytes(HEADER);
        }
    }

    private void readSegments(ByteBuffer header) throws IOException {
        if (wide && header.capacity() < HEADER) {
            throw new IOException("its ELF header is cut off");
        }
        long offset = wide ? header.getLong(32) : header.getInt(28) & 0xffffffffL;
        int entry = header.getShort(wide ? 54 : 42) & 0xffff;
        int count = header.getShort(wide ? 56 : 44) & 0xffff;
        if (count == 0) {
            return;
        }
        if (count > MOST_HEADERS || entry < (wide ? 56 : 32)) {
            throw new IOException("its ELF program headers are damaged");
        }
        ByteBuffer table = part(offset, (long) entry * count);
        for (int i = 0; i < count; i++) {
            int at = i * entry;
            segments.add(
                    wide
                            ? new Segment(
                                    table.getInt(at),
                                    table.getLong(at + 8),
                                    table.getLong(at + 16),
                                    table.getLong(at + 32))
                            : new Segment(
                                    table.getInt(at),
                                    table.getInt(at + 4) & 0xffffffffL,
                                    table.getInt(at + 8) & 0xffffffffL,
                                    table.getInt(at + 16) & 0xffffffffL));
        }
    }

    private Optional<Segment> segment(int type) {
        return segments.stream().filter(each -> each.type() == type).findFirst();
    }

    private Optional<String> interpreter() throws IOException {
        Optional<Segment> segment = segment(PT_INTERP);
        if (segment.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(string(
                part(segment.get().offset(), Math.min(MOST_STRING, segment.get().size())), 0));
    }

    private List<Entry> dynamic() throws IOException {
        Optional<Segment> segment = segment(PT_DYNAMIC);
        List<Entry> entries = new ArrayList<>();
        // Files with debug symbols alone keep the header of a segment that they have no bytes of.
        if (segment.isEmpty() || segment.get().size() == 0) {
            return entries;
        }
        ByteBuffer table = part(segment.get().offset(), segment.get().size());
        int size = wide ? 16 : 8;
        for (int at = 0; at + size <= table.capacity(); at += size) {
            long tag = wide ? table.getLong(at) : table.getInt(at);
            if (tag == 0) {
                break;
            }
            entries.add(new Entry(tag, wide ? table.getLong(at + 8) : table.getInt(at + 4) & 0xffffffffL));
        }
        return entries;
    }

    private Strings strings(List<Entry> dynamic) throws IOException {
        long address = value(dynamic, DT_STRTAB);
        long size = value(dynamic, DT_STRSZ);
        if (address < 0 || size < 0) {
            return new Strings(ByteBuffer.allocate(0));
        }
        for (Segment each : segments) {
            long within = address - each.address();
            if (each.type() == PT_LOAD && within >= 0 && within < each.size()) {
                return new Strings(part(each.offset() + within, Math.min(size, each.size() - within)));
            }
        }
        throw new IOException("its ELF strings lie nowhere");
    }

    private static long value(List<Entry> dynamic, long tag) {
        return dynamic.stream()
                .filter(each -> each.tag() == tag)
                .mapToLong(Entry::value)
                .findFirst()
                .orElse(-1);
    }

    /** The strings that the dynamic part points to. */
    private record Strings(ByteBuffer table) {
        List<String> of(List<Entry> dynamic, int tag) throws IOException {
            List<String> found = new ArrayList<>();
            for (Entry each : dynamic) {
                if (each.tag() == tag) {
                    if (each.value() < 0 || each.value() >= table.capacity()) {
                        throw new IOException("an ELF string lies outside of its table");
                    }
                    found.add(string(table, (int) each.value()));
                }
            }
            return found;
        }
    }

    private static List<String> paths(List<String> lists) {
        return lists.stream()
                .flatMap(each -> List.of(each.split(":")).stream())
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private List<NotedDlopen> dlopens() throws IOException {
        List<NotedDlopen> found = new ArrayList<>();
        for (Segment each : segments) {
            if (each.type() == PT_NOTE && each.size() > 0 && each.offset() + each.size() <= body.size()) {
                found.addAll(DlopenNotes.of(part(each.offset(), each.size())));
            }
        }
        return found;
    }

    private ByteBuffer part(long offset, long size) throws IOException {
        if (offset < 0 || size < 0 || size > MOST_PART || offset > body.size() - size) {
            throw new IOException("an ELF part lies outside of the file");
        }
        try (InputStream in = body.open()) {
            in.skipNBytes(offset);
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                throw new IOException("an ELF part is cut off");
            }
            return ByteBuffer.wrap(bytes).order(order);
        }
    }

    private static String string(ByteBuffer table, int start) {
        int end = start;
        while (end < table.capacity() && table.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - start];
        table.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
