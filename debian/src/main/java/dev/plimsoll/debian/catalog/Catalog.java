package dev.plimsoll.debian.catalog;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One package index in the form in which it is kept: found by name without a look at the rest, so that opening it costs no more than
 * inflating it. Internal to this module. Immutable.
 */
public final class Catalog {
    static final long MAGIC = 0x706c_696d_6361_7401L;
    private static final long MAX_BYTES = 1L << 30;
    static final int HEADER = 8 + 4 * 4;

    private final String what;
    private final byte[] data;
    private final ByteBuffer numbers;
    private final int nameCount;
    private final int refStarts;
    private final int ranks;
    private final int refs;
    private final int offsets;
    private final int names;
    private final int stanzas;

    private Catalog(byte[] data, String what) throws IOException {
        this.what = what;
        this.data = data;
        this.numbers = ByteBuffer.wrap(data);
        if (data.length < HEADER || numbers.getLong(0) != MAGIC) {
            throw new IOException(what + " is no catalog");
        }
        this.nameCount = numbers.getInt(8);
        int refCount = numbers.getInt(12);
        int stanzaCount = numbers.getInt(16);
        this.refStarts = HEADER + 4 * (nameCount + 1);
        this.ranks = refStarts + 4 * (nameCount + 1);
        this.refs = ranks + 8 * nameCount;
        this.offsets = refs + 4 * refCount;
        this.names = offsets + 4 * (stanzaCount + 1);
        this.stanzas = names + numbers.getInt(20);
    }

    /**
     * Reads a kept catalog: its size and a frame of zstd, inflated in one go, which takes a third of the time of a stream.
     *
     * @throws IOException if it is damaged
     */
    public static Catalog read(Path file) throws IOException {
        byte[] packed;
        try (InputStream in = Files.newInputStream(file)) {
            packed = BoundedInput.readAll(in, MAX_BYTES, file.toString());
        }
        long size = packed.length < Long.BYTES ? -1 : ByteBuffer.wrap(packed).getLong();
        if (size < HEADER || size > MAX_BYTES) {
            throw new IOException(file + " is no catalog");
        }
        return new Catalog(inflate(packed, (int) size, file), file.toString());
    }

    private static byte[] inflate(byte[] packed, int size, Path file) throws IOException {
        byte[] data = new byte[size];
        try {
            long result = Zstd.decompressByteArray(data, 0, size, packed, Long.BYTES, packed.length - Long.BYTES);
            if (result == size) {
                return data;
            }
        } catch (ZstdException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        throw new IOException(file + " is damaged");
    }

    /** The place of a name in the order in which they appear in the index, or -1 if it does not. */
    public int rank(String name) {
        int at = find(name);
        return at < 0 ? -1 : numbers.getInt(ranks + 8 * at);
    }

    /** Numbers of the stanzas of a package. */
    public int[] own(String name) {
        int at = find(name);
        if (at < 0) {
            return new int[0];
        }
        int from = numbers.getInt(refStarts + 4 * at);
        return refs(from, from + numbers.getInt(ranks + 8 * at + 4));
    }

    /** Numbers of the stanzas that provide a name. */
    public int[] providers(String name) {
        int at = find(name);
        if (at < 0) {
            return new int[0];
        }
        int from = numbers.getInt(refStarts + 4 * at) + numbers.getInt(ranks + 8 * at + 4);
        return refs(from, numbers.getInt(refStarts + 4 * (at + 1)));
    }

    private int[] refs(int from, int to) {
        int[] found = new int[to - from];
        for (int i = 0; i < found.length; i++) {
            found[i] = numbers.getInt(refs + 4 * (from + i));
        }
        return found;
    }

    /**
     * A stanza as a package.
     *
     * @param suite that the index is of
     * @throws IOException if it lacks what a package must have
     */
    public ArchivePackage stanza(int number, String suite) throws IOException {
        String[] values = new String[PackageFields.NAMES.size()];
        int start = start(number);
        for (int i = 0; i < values.length; i++) {
            int end = tab(start);
            values[i] = text(start, end);
            start = end + 1;
        }
        return PackageFields.toPackage(values, suite, what);
    }

    /** The package's name in a stanza. */
    public String name(int number) {
        return field(number, PackageFields.PACKAGE);
    }

    /** The version in a stanza. */
    public String version(int number) {
        return field(number, PackageFields.VERSION);
    }

    private String field(int number, int field) {
        int start = start(number);
        for (int i = 0; i < field; i++) {
            start = tab(start) + 1;
        }
        return text(start, tab(start));
    }

    private int start(int number) {
        return stanzas + numbers.getInt(offsets + 4 * number);
    }

    /** Where a field ends that begins here; each ends in a tab. */
    private int tab(int start) {
        int end = start;
        while (data[end] != '\t') {
            end++;
        }
        return end;
    }

    private String text(int start, int end) {
        return start == end ? "" : new String(data, start, end - start, StandardCharsets.UTF_8);
    }

    private int find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = nameCount - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int from = names + numbers.getInt(HEADER + 4 * middle);
            int to = names + numbers.getInt(HEADER + 4 * (middle + 1));
            int order = Arrays.compareUnsigned(data, from, to, wanted, 0, wanted.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
