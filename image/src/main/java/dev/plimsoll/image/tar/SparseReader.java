package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads where a file's content lies, which for the four sparse formats takes some reading. */
final class SparseReader {
    private final TarInput input;
    private final PaxHeaders pax;

    SparseReader(TarInput input, PaxHeaders pax) {
        this.input = input;
        this.pax = pax;
    }

    TarEntry.Stored read(TarHeader header, long contentStart, long stored) throws IOException {
        if (header.type() == 'S') {
            return oldGnu(header, contentStart, stored);
        }
        if (pax.number("GNU.sparse.major", 0) == 1 && pax.number("GNU.sparse.minor", 0) == 0) {
            return version1(contentStart, stored);
        }
        LongList pieces = pax.sparsePieces();
        if (pieces != null) {
            long realSize = pax.number("GNU.sparse.size", pax.number("GNU.sparse.realsize", stored));
            return place(realSize, contentStart, stored, pieces);
        }
        return place(stored, contentStart, stored, null);
    }

    private static TarEntry.Stored place(long realSize, long start, long stored, @Nullable LongList pieces)
            throws CorruptDataException {
        if (realSize < 0) {
            throw new CorruptDataException("a file with holes has the negative size " + realSize);
        }
        SparseMap map = pieces == null ? null : SparseMap.of(pieces, realSize, stored);
        return new TarEntry.Stored(realSize, start, stored, map);
    }

    /** Four pieces stand in the header, 21 in each block that follows it. */
    private TarEntry.Stored oldGnu(TarHeader header, long contentStart, long stored) throws IOException {
        long realSize = header.number(483, 12, "real size");
        LongList pieces = new LongList();
        addPieces(header, 386, 4, pieces);
        boolean more = header.block[482] != 0;
        long start = contentStart;
        TarHeader extension = new TarHeader();
        while (more) {
            input.readFully(extension.block, TarHeader.BLOCK, "a sparse map");
            start += TarHeader.BLOCK;
            addPieces(extension, 0, 21, pieces);
            more = extension.block[504] != 0;
        }
        return place(realSize, start, stored, pieces);
    }

    private static void addPieces(TarHeader block, int at, int count, LongList pieces) throws CorruptDataException {
        for (int i = 0; i < count; i++) {
            int place = at + 24 * i;
            if (block.block[place] == 0) {
                return;
            }
            pieces.add(block.number(place, 12, "sparse offset"));
            pieces.add(block.number(place + 12, 12, "sparse length"));
        }
    }

    /** The map stands before the content: a count, then offset and length of each piece, one decimal number a line. */
    private TarEntry.Stored version1(long contentStart, long stored) throws IOException {
        Lines lines = new Lines(stored);
        long count = lines.next();
        if (count > SparseMap.MAX_PIECES) {
            throw new CorruptDataException("a sparse map claims " + count + " pieces");
        }
        LongList pieces = new LongList();
        for (long i = 0; i < 2 * count; i++) {
            pieces.add(lines.next());
        }
        long realSize = pax.number("GNU.sparse.realsize", stored);
        return place(realSize, contentStart + lines.read, stored - lines.read, pieces);
    }

    /** Numbers in blocks of 512 bytes. */
    private final class Lines {
        private final byte[] block = new byte[TarHeader.BLOCK];
        private final long bound;
        private int at = TarHeader.BLOCK;
        private long read;

        Lines(long bound) {
            this.bound = bound;
        }

        long next() throws IOException {
            long value = 0;
            int digits = 0;
            while (true) {
                if (at == block.length) {
                    fill();
                }
                byte b = block[at++];
                if (b == '\n' && digits > 0) {
                    return value;
                }
                if (b < '0' || b > '9' || ++digits > 18) {
                    throw new CorruptDataException("a sparse map holds something that is no number");
                }
                value = value * 10 + b - '0';
            }
        }

        private void fill() throws IOException {
            read += block.length;
            if (read > bound) {
                throw new CorruptDataException("a sparse map is longer than its file");
            }
            input.readFully(block, block.length, "a sparse map");
            at = 0;
        }
    }
}
