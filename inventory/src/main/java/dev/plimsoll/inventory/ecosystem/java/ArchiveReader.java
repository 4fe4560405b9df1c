package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.ExtractorOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an archive and those in it. Only directories and the few files that state something are read; archives that are stored in
 * others are read where they lie, deflated ones are inflated into memory while there is room, and else into a temporary file.
 */
final class ArchiveReader {
    /** For all archives that are open at a time, one in the other. */
    private static final int MEMORY = 32 << 20;

    private final TempFiles tempFiles;
    private final ExtractorOutput output;
    private final ArchiveReport report;
    private final Work work;
    private int memoryLeft = MEMORY;

    ArchiveReader(Limits limits, TempFiles tempFiles, ExtractorOutput output) {
        this.tempFiles = tempFiles;
        this.output = output;
        this.report = new ArchiveReport(output);
        this.work = new Work(limits);
    }

    /** @throws IOException if the archive itself can't be read; what is wrong with something in it becomes a gap */
    void read(RandomBytes bytes, ArchivePlace place) throws IOException {
        if (!place.kind().onlyJava() && !looksLikeZip(bytes)) {
            return;
        }
        ZipDirectory directory = ZipDirectory.of(bytes, work);
        Index index = Index.of(directory);
        if (!directory.states(index.seen)) {
            output.gap(place.gap(
                    Gap.Reason.CORRUPT, "its directory has " + index.seen + " entries, but it states another number"));
        }
        ArchiveFacts facts = new ArchiveFacts();
        if (index.code) {
            facts.code();
        }
        for (ZipEntryRef entry : index.facts) {
            try (InputStream in = directory.open(entry)) {
                facts.read(entry.name(), in);
            } catch (IOException e) {
                failed(place.inside(entry.name()).path(), place, e);
            }
        }
        report.report(place, facts, new ArchiveReport.Costly() {
            @Override
            public Digest sha1() throws IOException {
                return Digest.of(Digest.Algorithm.SHA1, work.counting(bytes.stream()));
            }

            @Override
            public PackageTally packages() throws IOException {
                return tally(directory);
            }
        });
        for (ZipEntryRef entry : index.archives) {
            nested(directory, entry, place);
        }
    }

    private static boolean looksLikeZip(RandomBytes bytes) throws IOException {
        byte[] start = new byte[2];
        if (bytes.size() < start.length) {
            return false;
        }
        bytes.read(0, start, 0, start.length);
        return start[0] == 'P' && start[1] == 'K';
    }

    /** What one walk over a directory finds. */
    private static final class Index {
        /** Properties first: what they say often spares reading the rest. */
        private final List<ZipEntryRef> facts = new ArrayList<>();

        private final List<ZipEntryRef> archives = new ArrayList<>();
        private boolean code;
        private long seen;

        static Index of(ZipDirectory directory) throws IOException {
            Index index = new Index();
            List<ZipEntryRef> xml = new ArrayList<>();
            ZipCursor cursor = directory.entries();
            while (cursor.next()) {
                index.seen++;
                if (cursor.nameEndsWith(".class")) {
                    index.code |= !cursor.nameEndsWith("module-info.class");
                } else if (cursor.nameEndsWith("/pom.properties") || cursor.nameHas("meta-inf/manifest.mf", 0)) {
                    add(index.facts, cursor);
                } else if (cursor.nameEndsWith("/pom.xml")) {
                    add(xml, cursor);
                } else if (cursor.nameLength() > 4 && cursor.nameByte(cursor.nameLength() - 1) != '/') {
                    index.other(cursor);
                }
            }
            index.facts.addAll(xml);
            return index;
        }

        private static void add(List<ZipEntryRef> list, ZipCursor cursor) throws IOException {
            ZipEntryRef entry = cursor.entry();
            if (ArchiveFacts.wants(entry.name())) {
                cursor.countPiece();
                list.add(entry);
            }
        }

        private void other(ZipCursor cursor) throws IOException {
            // Most names end in none of these: no text is made for them.
            if (!cursor.suffixIsAtMost(6)) {
                return;
            }
            String name = cursor.name();
            if (ArchiveKind.of(name) != null) {
                cursor.countPiece();
                archives.add(cursor.entry());
            } else {
                code |= ArchiveFacts.isCode(name);
            }
        }
    }

    private static PackageTally tally(ZipDirectory directory) throws IOException {
        PackageTally tally = new PackageTally();
        ZipCursor cursor = directory.entries();
        while (cursor.next()) {
            if (cursor.nameEndsWith(".class")) {
                tally.take(cursor.name());
            }
        }
        return tally;
    }

    private void nested(ZipDirectory directory, ZipEntryRef entry, ArchivePlace parent) throws IOException {
        ArchiveKind kind = ArchiveKind.of(entry.name());
        if (kind == null) {
            return;
        }
        ArchivePlace place = parent.nested(entry.name(), kind);
        if (!isWithinDepth(place)) {
            return;
        }
        try {
            if (entry.method() == ZipEntryRef.STORED) {
                read(directory.stored(entry), place);
            } else {
                try (InputStream in = directory.open(entry)) {
                    inflated(in, place);
                }
            }
        } catch (IOException e) {
            failed(place.path(), place, e);
        }
    }

    /** Whether an archive may be looked into; says so if not. */
    private boolean isWithinDepth(ArchivePlace place) {
        int most = work.limits().archiveDepth();
        if (place.depth() > most) {
            output.gap(place.gap(
                    Gap.Reason.LIMIT, "it lies deeper in other archives than the limit archive-depth of " + most));
            return false;
        }
        return true;
    }

    /** Reads an archive that comes as a stream: in memory if there is room for it, else by way of a temporary file. */
    private void inflated(InputStream in, ArchivePlace place) throws IOException {
        byte[] start = in.readNBytes(memoryLeft);
        if (start.length < memoryLeft) {
            memoryLeft -= start.length;
            try {
                read(RandomBytes.of(start), place);
            } finally {
                memoryLeft += start.length;
            }
            return;
        }
        Path file = tempFiles.newFile("archive");
        try {
            spill(start, in, file);
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                read(RandomBytes.of(channel), place);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void spill(byte[] start, InputStream rest, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start);
            rest.transferTo(out);
        }
    }

    /** A gap for something in the file; if nothing may be spent any more, there is no use in going on. */
    private void failed(String path, ArchivePlace place, IOException failure) throws IOException {
        if (work.isSpent()) {
            throw failure;
        }
        Gap.Reason reason = failure instanceof LimitExceededException ? Gap.Reason.LIMIT : Gap.Reason.CORRUPT;
        String detail = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        output.gap(new Gap(path, place.layer(), reason, detail));
    }
}
