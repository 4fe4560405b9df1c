package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;

/** Where the stored pieces of a file with holes belong. Immutable. */
public final class SparseMap {
    /** Pieces of one file; a map of more is refused before it fills the memory. */
    static final int MAX_PIECES = 1 << 17;

    private final long[] offsets;
    private final long[] lengths;

    private SparseMap(long[] offsets, long[] lengths) {
        this.offsets = offsets;
        this.lengths = lengths;
    }

    /**
     * @param pairs offset, length, offset, length, …
     * @param realSize bytes of the file with its holes
     * @param storedSize bytes in the tar
     */
    static SparseMap of(LongList pairs, long realSize, long storedSize) throws CorruptDataException {
        if (pairs.size() % 2 != 0) {
            throw new CorruptDataException("a sparse map has an offset without a length");
        }
        int count = pairs.size() / 2;
        long[] offsets = new long[count];
        long[] lengths = new long[count];
        long end = 0;
        long stored = 0;
        for (int i = 0; i < count; i++) {
            offsets[i] = pairs.get(2 * i);
            lengths[i] = pairs.get(2 * i + 1);
            if (offsets[i] < end || lengths[i] < 0 || lengths[i] > realSize - offsets[i]) {
                throw new CorruptDataException("a sparse map's pieces overlap or lie outside of the file");
            }
            end = offsets[i] + lengths[i];
            stored += lengths[i];
        }
        if (stored > storedSize) {
            throw new CorruptDataException("a sparse map tells of more bytes than the tar has");
        }
        return new SparseMap(offsets, lengths);
    }

    /** Number of pieces. */
    public int pieces() {
        return offsets.length;
    }

    /** Where piece {@code i} begins in the file. */
    public long offset(int i) {
        return offsets[i];
    }

    /** Bytes of piece {@code i}; in the tar the pieces follow each other. */
    public long length(int i) {
        return lengths[i];
    }
}
