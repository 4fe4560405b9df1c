package dev.plimsoll.advisory.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The bytes of a catalogue: a line {@code PLIMSOLL-CATALOGUE SCHEMA}, then its feeds, then a CRC-32 of all that. Not JSON: every command
 * that looks anything up reads it first, and a JSON reader takes longer to load than all the rest of opening a store.
 */
final class CatalogueCodec {
    private static final String MAGIC = "PLIMSOLL-CATALOGUE ";
    private static final int LONGEST_LINE = MAGIC.length() + 10;
    private static final int CRC_BYTES = 4;

    private CatalogueCodec() {}

    static byte[] encode(Catalogue catalogue) {
        ByteSink out = new ByteSink();
        out.number(catalogue.feeds().size());
        catalogue.feeds().forEach(feed -> feed(feed, out));
        byte[] line = (MAGIC + Schema.VERSION + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] feeds = out.toBytes();
        byte[] content = Arrays.copyOf(line, line.length + feeds.length + CRC_BYTES);
        System.arraycopy(feeds, 0, content, line.length, feeds.length);
        int crc = crc(content);
        for (int i = 0; i < CRC_BYTES; i++) {
            content[content.length - CRC_BYTES + i] = (byte) (crc >>> 8 * i);
        }
        return content;
    }

    /** The schema version that the first line states, or -1 if this is no catalogue. */
    static int schema(byte[] content) {
        String begin = new String(content, 0, Math.min(content.length, LONGEST_LINE), StandardCharsets.US_ASCII);
        int end = begin.indexOf('\n');
        if (end < 0 || !begin.startsWith(MAGIC)) {
            return -1;
        }
        try {
            return Integer.parseInt(begin, MAGIC.length(), end, 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static Catalogue decode(byte[] content) throws DamagedRecordException {
        int begin = 0;
        while (content[begin] != '\n') {
            begin++;
        }
        int end = content.length - CRC_BYTES;
        if (end <= begin || crc(content) != statedCrc(content)) {
            throw new DamagedRecordException();
        }
        ByteSource in = new ByteSource(Arrays.copyOfRange(content, begin + 1, end));
        int count = in.count();
        List<FeedStatus> feeds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            feeds.add(feed(in));
        }
        return new Catalogue(feeds);
    }

    private static int crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content, 0, content.length - CRC_BYTES);
        return (int) crc.getValue();
    }

    private static int statedCrc(byte[] content) {
        int crc = 0;
        for (int i = 0; i < CRC_BYTES; i++) {
            crc |= (content[content.length - CRC_BYTES + i] & 0xff) << 8 * i;
        }
        return crc;
    }

    private static void feed(FeedStatus feed, ByteSink out) {
        out.text(feed.feed()).text(feed.database()).text(feed.source());
        instant(feed.date(), out);
        instant(feed.confirmed(), out);
        out.number(feed.records()).number(feed.skipped()).number(feed.withdrawn());
        out.number(feed.ecosystems().size());
        feed.ecosystems()
                .forEach((name, rows) -> out.text(name).number(rows.count()).number(rows.isCovered() ? 1 : 0));
        out.number(feed.files().size());
        for (FeedStatus.FileState file : feed.files()) {
            out.text(file.name())
                    .text(file.sha256())
                    .text(file.etag())
                    .text(file.lastModified())
                    .text(file.address());
        }
    }

    private static FeedStatus feed(ByteSource in) throws DamagedRecordException {
        String feed = in.text();
        String database = in.text();
        if (database.isEmpty()
                || database.indexOf('/') >= 0
                || database.indexOf('\\') >= 0
                || database.startsWith(".")) {
            // It becomes part of a path; a catalogue may come from elsewhere.
            throw new DamagedRecordException();
        }
        return new FeedStatus(
                feed,
                database,
                in.text(),
                instant(in),
                instant(in),
                in.number(),
                in.number(),
                in.number(),
                ecosystems(in),
                files(in));
    }

    private static Map<String, FeedStatus.Rows> ecosystems(ByteSource in) throws DamagedRecordException {
        int count = in.count();
        Map<String, FeedStatus.Rows> result = new HashMap<>();
        for (int i = 0; i < count; i++) {
            result.put(in.text(), new FeedStatus.Rows(in.number(), in.number() != 0));
        }
        return result;
    }

    private static List<FeedStatus.FileState> files(ByteSource in) throws DamagedRecordException {
        int count = in.count();
        List<FeedStatus.FileState> result = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            result.add(new FeedStatus.FileState(in.text(), in.text(), in.text(), in.text(), in.text()));
        }
        return result;
    }

    private static void instant(Optional<Instant> instant, ByteSink out) {
        out.number(instant.isPresent() ? 1 : 0);
        if (instant.isPresent()) {
            out.signed(instant.get().getLong(ChronoField.INSTANT_SECONDS))
                    .number(instant.get().getLong(ChronoField.NANO_OF_SECOND));
        }
    }

    private static Optional<Instant> instant(ByteSource in) throws DamagedRecordException {
        if (in.number() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochSecond(in.signed(), in.number()));
        } catch (DateTimeException | ArithmeticException e) {
            DamagedRecordException damaged = new DamagedRecordException();
            damaged.initCause(e);
            throw damaged;
        }
    }
}
