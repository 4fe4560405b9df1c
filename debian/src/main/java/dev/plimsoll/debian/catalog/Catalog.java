package dev.plimsoll.debian.catalog;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One package index in the form in which it is kept: found by name without a look at the rest. The names are in memory; the stanzas lie
 * compressed in blocks, and only the block of one that is asked for is inflated. Internal to this module. Safe for several threads.
 *
 * <p>In the file: blocks, each a frame of zstd; a frame with the tables that begin at {@link #blockStarts}; a footer with their sizes.
 */
public final class Catalog {
    /** More bytes than this a catalog does not have. */
    public static final int MAX_BYTES = 1 << 30;

    private static final int FOOTER = 6 * 4;
    private static final int NAME = 4 * 4;

    private final String what;
    private final byte[] packed;
    private final byte[] tables;
    private final ByteBuffer numbers;
    private final int blockCount;
    private final int nameCount;

    /** Places in the tables: where each block begins in the file. */
    private final int blockStarts;

    /** The first stanza of each block. */
    private final int blockStanzas;

    /** Where each stanza begins in its block. */
    private final int stanzas;

    /** Of each name, by their order: where it begins in {@link #text}, its first reference, its rank, how many stanzas are its own. */
    private final int names;

    /** References: of each name the stanzas that are its own, then those that provide it. */
    private final int refs;

    private final int text;

    private volatile Block last = new Block(-1, new byte[0]);

    private static final class Block {
        private final int number;
        private final byte[] stanzas;

        Block(int number, byte[] stanzas) {
            this.number = number;
            this.stanzas = stanzas;
        }
    }

    /**
     * A kept catalog.
     *
     * @param packed what a {@link CatalogWriter} wrote, known to be whole; not copied
     * @param what names it in errors
     * @throws IOException if it is none
     */
    public Catalog(byte[] packed, String what) throws IOException {
        this.what = what;
        this.packed = packed;
        if (packed.length < FOOTER) {
            throw new IOException(what + " is no catalog");
        }
        ByteBuffer footer = ByteBuffer.wrap(packed, packed.length - FOOTER, FOOTER);
        int tablesAt = footer.getInt();
        int tablesSize = footer.getInt();
        this.blockCount = footer.getInt();
        int stanzaCount = footer.getInt();
        this.nameCount = footer.getInt();
        int refCount = footer.getInt();
        this.tables = inflate(tablesAt, packed.length - FOOTER, tablesSize);
        this.numbers = ByteBuffer.wrap(tables);
        this.blockStarts = 0;
        this.blockStanzas = blockStarts + 4 * (blockCount + 1);
        this.stanzas = blockStanzas + 4 * blockCount;
        this.names = stanzas + 4 * stanzaCount;
        this.refs = names + NAME * nameCount + 8;
        this.text = refs + 4 * refCount;
    }

    /** Inflates in one go, which takes a third of the time of a stream. */
    private byte[] inflate(int from, int to, long size) throws IOException {
        try {
            if (size >= 0 && size <= MAX_BYTES) {
                byte[] data = new byte[(int) size];
                if (Zstd.decompressByteArray(data, 0, data.length, packed, from, to - from) == size) {
                    return data;
                }
            }
        } catch (ZstdException e) {
            throw new IOException(what + " is damaged: " + e.getMessage(), e);
        }
        throw new IOException(what + " is damaged");
    }

    /** The place of a name in the order in which they appear in the index, or -1 if it does not. */
    public int rank(String name) {
        int at = find(name);
        return at < 0 ? -1 : numbers.getInt(at + 8);
    }

    /** Numbers of the stanzas of a package. */
    public int[] own(String name) {
        int at = find(name);
        if (at < 0) {
            return new int[0];
        }
        int from = numbers.getInt(at + 4);
        return refs(from, from + numbers.getInt(at + 12));
    }

    /** Numbers of the stanzas that provide a name. */
    public int[] providers(String name) {
        int at = find(name);
        if (at < 0) {
            return new int[0];
        }
        return refs(numbers.getInt(at + 4) + numbers.getInt(at + 12), numbers.getInt(at + NAME + 4));
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
        byte[] block = block(number);
        String[] values = new String[PackageFields.NAMES.size()];
        int start = start(number);
        for (int i = 0; i < values.length; i++) {
            int end = tab(block, start);
            values[i] = text(block, start, end);
            start = end + 1;
        }
        return PackageFields.toPackage(values, suite, what);
    }

    /**
     * The package's name in a stanza.
     *
     * @throws IOException if the stanza can't be read
     */
    public String name(int number) throws IOException {
        return field(number, PackageFields.PACKAGE);
    }

    /**
     * The version in a stanza.
     *
     * @throws IOException if the stanza can't be read
     */
    public String version(int number) throws IOException {
        return field(number, PackageFields.VERSION);
    }

    private String field(int number, int field) throws IOException {
        byte[] block = block(number);
        int start = start(number);
        for (int i = 0; i < field; i++) {
            start = tab(block, start) + 1;
        }
        return text(block, start, tab(block, start));
    }

    /** The block with a stanza; the last one is kept, as stanzas of one source stand side by side. */
    private byte[] block(int stanza) throws IOException {
        int low = 0;
        int high = blockCount - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (numbers.getInt(blockStanzas + 4 * middle) <= stanza) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Block block = last;
        if (block.number != low) {
            int from = numbers.getInt(blockStarts + 4 * low);
            int to = numbers.getInt(blockStarts + 4 * (low + 1));
            block = new Block(low, inflate(from, to, Zstd.getFrameContentSize(packed, from, to - from)));
            last = block;
        }
        return block.stanzas;
    }

    private int start(int stanza) {
        return numbers.getInt(stanzas + 4 * stanza);
    }

    /** Where a field ends that begins here; each ends in a tab. */
    private static int tab(byte[] block, int start) {
        int end = start;
        while (block[end] != '\t') {
            end++;
        }
        return end;
    }

    private static String text(byte[] block, int start, int end) {
        return start == end ? "" : new String(block, start, end - start, StandardCharsets.UTF_8);
    }

    /** The place in the tables where a name stands, or -1. */
    private int find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = nameCount - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = names + NAME * middle;
            int from = text + numbers.getInt(at);
            int to = text + numbers.getInt(at + NAME);
            int order = Arrays.compareUnsigned(tables, from, to, wanted, 0, wanted.length);
            if (order == 0) {
                return at;
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
