package dev.plimsoll.build.jre;

import dev.plimsoll.image.write.FileBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/**
 * A file of modules with some of them only: the wanted ones and all that these need. Contents stay as they are and where they are until
 * this is read; the index is written anew, with the same strings. The same file and modules always give the same bytes.
 */
final class TrimmedModules implements FileBody {
    private static final String DIRECTORIES = "modules";
    private static final String PACKAGES = "packages";
    private static final String KNOWN_MODULES = "/java.base/jdk/internal/module/SystemModules$";

    private final FileBody whole;
    private final ModulesIndex index;
    private final NavigableSet<String> modules;
    private final List<Location> kept = new ArrayList<>();
    private final Map<Integer, byte[]> written = new HashMap<>();
    private final byte[] head;
    private final long size;

    private TrimmedModules(FileBody whole, Collection<String> wanted) throws IOException {
        this.whole = whole;
        try (InputStream in = whole.open()) {
            this.index = ModulesIndex.read(in, whole.size());
        }
        Map<Integer, byte[]> read = contents();
        this.modules = closure(read, wanted);
        Set<Integer> keys = new HashSet<>();
        for (Location each : index.locations()) {
            if (isKept(each, read)) {
                kept.add(each);
                keys.add(each.key());
            }
        }
        List<Location> moved = new ArrayList<>();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(0); // the first place stays free: it means none
        long offset = 0;
        for (Location each : kept) {
            if (isDirectory(each)) {
                written.put(each.key(), onlyKeys(content(read, each), keys));
            } else if (each.name().equals(NoModulesMap.NAME)) {
                written.put(each.key(), NoModulesMap.bytes());
            }
            byte[] own = written.get(each.key());
            Location to = own == null
                    ? each.movedTo(packed.size(), offset, each.compressed(), each.size())
                    : each.movedTo(packed.size(), offset, 0, own.length);
            offset += to.stored();
            pack(to, packed);
            moved.add(to);
        }
        renumber(moved);
        this.head = head(moved, packed.toByteArray());
        this.size = head.length + offset;
    }

    /**
     * The file with fewer modules.
     *
     * @param whole the file as it comes; it must stay readable
     * @param wanted names of modules
     * @throws IOException if the file is damaged or of another version
     * @throws dev.plimsoll.base.PlimsollException BUILD_FAILED if a module is not in it
     */
    static TrimmedModules of(FileBody whole, Collection<String> wanted) throws IOException {
        return new TrimmedModules(whole, wanted);
    }

    /** The modules that are left, the wanted ones and what they need. */
    NavigableSet<String> modules() {
        return modules;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        return new ModulesInput(head, kept, written, index.size(), whole.open());
    }

    /** What is looked into: directories, packages and what modules say of themselves. */
    private Map<Integer, byte[]> contents() throws IOException {
        Map<Integer, byte[]> read = new HashMap<>();
        long at = index.size();
        try (InputStream in = whole.open()) {
            in.skipNBytes(at);
            for (Location each : index.locations()) {
                if (!isDirectory(each) && !each.top().equals(PACKAGES) && !isModuleInfo(each)) {
                    continue;
                }
                long start = index.size() + each.offset();
                if (each.compressed() != 0 || start < at || each.size() > 1 << 24) {
                    throw new IOException(each.name() + " is compressed, very large or shares its place");
                }
                in.skipNBytes(start - at);
                read.put(each.key(), in.readNBytes((int) each.size()));
                at = start + each.size();
            }
        }
        return read;
    }

    private NavigableSet<String> closure(Map<Integer, byte[]> read, Collection<String> wanted) throws IOException {
        ModuleGraph graph = new ModuleGraph();
        for (Location each : index.locations()) {
            if (isModuleInfo(each)) {
                graph.add(content(read, each));
            }
        }
        return graph.closure(wanted);
    }

    private static byte[] content(Map<Integer, byte[]> read, Location location) throws IOException {
        byte[] content = read.get(location.key());
        if (content == null) {
            throw new IOException(location.name() + " can't be read");
        }
        return content;
    }

    private static boolean isModuleInfo(Location location) {
        return location.rest().equals("module-info.class");
    }

    private static boolean isDirectory(Location location) {
        return location.top().equals(DIRECTORIES)
                || location.name().equals("/" + DIRECTORIES)
                || location.name().equals("/" + PACKAGES);
    }

    private boolean isKept(Location location, Map<Integer, byte[]> read) throws IOException {
        if (location.top().isEmpty()) {
            return true;
        }
        if (location.top().equals(DIRECTORIES)) {
            String below = location.rest();
            int slash = below.indexOf('/');
            return modules.contains(slash < 0 ? below : below.substring(0, slash));
        }
        if (location.top().equals(PACKAGES)) {
            byte[] left = onlyModules(content(read, location));
            written.put(location.key(), left);
            return left.length > 0;
        }
        return modules.contains(location.top()) && !location.name().startsWith(KNOWN_MODULES);
    }

    /** A package is a list of pairs: whether the module has nothing right in it, and the number of the module's name. */
    private byte[] onlyModules(byte[] pairs) throws IOException {
        ByteBuffer in = words(pairs);
        byte[] rest = new byte[pairs.length];
        ByteBuffer left = words(rest);
        while (in.remaining() >= 2 * Integer.BYTES) {
            int empty = in.getInt();
            int name = in.getInt();
            if (modules.contains(ModulesIndex.string(index.strings(), name))) {
                left.putInt(empty).putInt(name);
            }
        }
        return Arrays.copyOf(rest, left.position());
    }

    /** A directory is a list of the keys of what is in it. */
    private static byte[] onlyKeys(byte[] directory, Set<Integer> keys) {
        ByteBuffer in = words(directory);
        byte[] rest = new byte[directory.length];
        ByteBuffer left = words(rest);
        while (in.remaining() >= Integer.BYTES) {
            int key = in.getInt();
            if (keys.contains(key)) {
                left.putInt(key);
            }
        }
        return Arrays.copyOf(rest, left.position());
    }

    private void renumber(List<Location> moved) {
        Map<Integer, Integer> newKeys = new HashMap<>();
        for (int i = 0; i < kept.size(); i++) {
            newKeys.put(kept.get(i).key(), moved.get(i).key());
        }
        for (Location each : kept) {
            if (isDirectory(each)) {
                ByteBuffer keys = words(written.getOrDefault(each.key(), new byte[0]));
                for (int at = 0; at < keys.limit(); at += Integer.BYTES) {
                    keys.putInt(at, newKeys.getOrDefault(keys.getInt(at), 0));
                }
            }
        }
    }

    private static void pack(Location location, ByteArrayOutputStream out) {
        long[] values = {
            location.module(),
            location.parent(),
            location.base(),
            location.extension(),
            location.offset(),
            location.compressed(),
            location.size()
        };
        for (int kind = 1; kind <= values.length; kind++) {
            long value = values[kind - 1];
            if (value != 0) {
                int bytes = (Long.SIZE - Long.numberOfLeadingZeros(value) + Byte.SIZE - 1) / Byte.SIZE;
                out.write(kind << 3 | bytes - 1);
                for (int i = bytes - 1; i >= 0; i--) {
                    out.write((int) (value >>> i * Byte.SIZE));
                }
            }
        }
        out.write(0);
    }

    private byte[] head(List<Location> moved, byte[] packed) throws IOException {
        NameHash table = NameHash.of(moved.stream()
                .map(each -> each.name().getBytes(StandardCharsets.UTF_8))
                .toList());
        int tables = 2 * moved.size() * Integer.BYTES;
        byte[] bytes = new byte[ModulesIndex.HEADER + tables + packed.length + index.strings().length];
        ByteBuffer out = words(bytes);
        out.putInt(ModulesIndex.MAGIC).putInt(ModulesIndex.VERSION).putInt(index.flags());
        out.putInt(moved.size()).putInt(moved.size()).putInt(packed.length).putInt(index.strings().length);
        for (int cell : table.cells()) {
            out.putInt(cell);
        }
        for (int place : table.places()) {
            out.putInt(moved.get(place).key());
        }
        out.put(packed).put(index.strings());
        return bytes;
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
