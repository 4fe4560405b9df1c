package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.ExtractorOutput;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * An archive that is too large for memory and deflated in another, so that its directory can't be reached before its content: read
 * in one pass by its local headers. What its end record says is checked afterwards, so that nothing is passed over unseen.
 */
final class StreamedArchive {
    private final ArchiveReader reader;
    private final ExtractorOutput output;

    StreamedArchive(ArchiveReader reader, ExtractorOutput output) {
        this.reader = reader;
        this.output = output;
    }

    /** @param start what was read already, and the byte after it */
    void read(byte[] start, int next, InputStream rest, ArchivePlace place) throws IOException {
        InputStream whole = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(start), new ByteArrayInputStream(new byte[] {(byte) next}), rest)));
        Watched watched = new Watched(whole);
        ArchiveFacts facts = new ArchiveFacts();
        PackageTally packages = new PackageTally();
        long entries = entries(watched, place, facts, packages);
        watched.drain();
        if (!watched.endStates(entries)) {
            output.gap(place.gap(
                    Gap.Reason.LIMIT,
                    "it is too large to be unpacked in memory, and in one pass only " + entries
                            + " of its entries could be seen"));
        }
        Digest sha1 = Digest.of(Digest.Algorithm.SHA1, watched.sha1);
        reader.report().report(place, facts, new ArchiveReport.Costly() {
            @Override
            public Digest sha1() {
                return sha1;
            }

            @Override
            public PackageTally packages() {
                return packages;
            }
        });
    }

    private long entries(Watched watched, ArchivePlace place, ArchiveFacts facts, PackageTally packages)
            throws IOException {
        long entries = 0;
        // Not closed: the bytes behind the last entry are still wanted.
        ZipInputStream zip = new Counted(watched, reader.work());
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                reader.work().entry();
                take(entry.getName(), zip, place, facts, packages);
            }
        } catch (ZipException | IllegalArgumentException e) {
            output.gap(place.gap(
                    Gap.Reason.LIMIT,
                    "it is too large to be unpacked in memory, and can't be read in one pass: " + e.getMessage()));
        }
        return entries;
    }

    private void take(String name, ZipInputStream zip, ArchivePlace place, ArchiveFacts facts, PackageTally packages)
            throws IOException {
        ArchiveKind kind = ArchiveKind.of(name);
        if (kind != null) {
            ArchivePlace nested = place.nested(name, kind);
            reader.work().piece();
            if (reader.isWithinDepth(nested)) {
                try {
                    reader.inflated(zip, nested);
                } catch (IOException e) {
                    reader.failed(nested.path(), nested, e);
                }
            }
        } else if (ArchiveFacts.wants(name)) {
            reader.work().piece();
            try {
                facts.read(name, zip);
            } catch (IOException e) {
                reader.failed(place.inside(name).path(), place, e);
            }
        } else if (ArchiveFacts.isCode(name)) {
            if (ArchiveFacts.isClass(name)) {
                packages.take(name);
            }
            facts.code();
        }
    }

    /** Counts all that is inflated, of entries that are passed over too. */
    private static final class Counted extends ZipInputStream {
        private final Work work;

        Counted(InputStream in, Work work) {
            super(in, StandardCharsets.ISO_8859_1);
            this.work = work;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                work.bytes(n);
            }
            return n;
        }
    }

    /** Hashes what passes and remembers the end of it, where the end record stands. */
    private static final class Watched extends FilterInputStream {
        private static final int TAIL = 22 + 0xffff;

        private final MessageDigest sha1 = Digest.Algorithm.SHA1.newMessageDigest();
        private final byte[] tail = new byte[2 * TAIL];
        private int tailLength;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                sha1.update(buffer, offset, n);
                remember(buffer, offset, n);
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            return readNBytes((int) Math.min(n, 8192)).length;
        }

        private void remember(byte[] buffer, int offset, int length) {
            int from = offset + Math.max(0, length - TAIL);
            int count = offset + length - from;
            if (tailLength + count > tail.length) {
                int keep = Math.min(tailLength, TAIL);
                System.arraycopy(tail, tailLength - keep, tail, 0, keep);
                tailLength = keep;
            }
            System.arraycopy(buffer, from, tail, tailLength, count);
            tailLength += count;
        }

        void drain() throws IOException {
            byte[] buffer = new byte[64 * 1024];
            while (read(buffer, 0, buffer.length) >= 0) {
                // Only hashing and remembering.
            }
        }

        /** Whether the last end record speaks of so many entries, modulo 65,536. */
        boolean endStates(long entries) {
            for (int at = tailLength - 22; at >= 0; at--) {
                if (tail[at] == 'P' && tail[at + 1] == 'K' && tail[at + 2] == 5 && tail[at + 3] == 6) {
                    int stated = tail[at + 10] & 0xff | (tail[at + 11] & 0xff) << 8;
                    return stated == (entries & 0xffff) || stated == 0xffff && entries >= 0xffff;
                }
            }
            return false;
        }
    }
}
