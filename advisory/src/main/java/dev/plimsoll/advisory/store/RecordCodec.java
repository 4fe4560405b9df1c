package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.inventory.PackageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The bytes in which a record lies in the store; a change here is a new {@link Schema#VERSION}. Ratings stand first, so that they can be
 * read alone.
 */
final class RecordCodec {
    // Their places here are what lies in the store.
    private static final List<FixState> FIX_STATES = List.of(
            FixState.FIXED, FixState.NOT_FIXED, FixState.WILL_NOT_FIX, FixState.END_OF_LIFE, FixState.NOT_AFFECTED);
    private static final List<Severity> SEVERITIES =
            List.of(Severity.UNSPECIFIED, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
    private static final List<VersionRange.Kind> KINDS =
            List.of(VersionRange.Kind.ECOSYSTEM, VersionRange.Kind.SEMVER, VersionRange.Kind.GIT);
    private static final List<VersionRange.Event.Type> EVENTS = List.of(
            VersionRange.Event.Type.INTRODUCED,
            VersionRange.Event.Type.FIXED,
            VersionRange.Event.Type.LAST_AFFECTED,
            VersionRange.Event.Type.LIMIT);
    private static final long NOT_RATED_BY_NUMBER = 0;

    private RecordCodec() {}

    /** All but the feed's id and what is affected. */
    static byte[] encode(Advisory advisory, ByteSink out) {
        out.clear();
        out.number(advisory.ratings().size());
        for (Rating rating : advisory.ratings()) {
            out.text(rating.source())
                    .choice(SEVERITIES, rating.severity())
                    .text(rating.scheme())
                    .text(rating.vector())
                    // Scores have one decimal.
                    .number(
                            rating.score().isPresent()
                                    ? 1 + Math.round(rating.score().getAsDouble() * 10)
                                    : NOT_RATED_BY_NUMBER);
        }
        out.text(advisory.id())
                .texts(advisory.aliases())
                .texts(advisory.upstream())
                .text(advisory.summary());
        instant(advisory.published(), out);
        instant(advisory.modified(), out);
        out.texts(advisory.references()).text(advisory.evidence());
        return out.toBytes();
    }

    static Advisory decode(byte[] bytes, String feed, List<Affected> affected) throws DamagedRecordException {
        ByteSource in = new ByteSource(bytes);
        List<Rating> ratings = ratings(in);
        return new Advisory(
                in.text(),
                feed,
                in.texts(),
                in.texts(),
                in.text(),
                affected,
                ratings,
                instant(in),
                instant(in),
                in.texts(),
                in.text());
    }

    static List<Rating> decodeRatings(byte[] bytes) throws DamagedRecordException {
        return ratings(new ByteSource(bytes));
    }

    private static List<Rating> ratings(ByteSource in) throws DamagedRecordException {
        int count = in.count();
        List<Rating> ratings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String source = in.text();
            Severity severity = in.choice(SEVERITIES);
            String scheme = in.text();
            String vector = in.text();
            long score = in.number();
            ratings.add(new Rating(
                    source,
                    severity,
                    scheme,
                    vector,
                    score == NOT_RATED_BY_NUMBER ? OptionalDouble.empty() : OptionalDouble.of((score - 1) / 10.0)));
        }
        return ratings;
    }

    private static void instant(Optional<Instant> instant, ByteSink out) {
        // Seconds are enough for people; 0 is 'not stated'.
        out.signed(instant.map(Instant::getEpochSecond).orElse(0L));
    }

    private static Optional<Instant> instant(ByteSource in) throws DamagedRecordException {
        long seconds = in.signed();
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new DamagedRecordException();
        }
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    /** What one advisory says of one key; several entries if it says several things. */
    static byte[] encode(List<Affected> entries, ByteSink out) {
        out.clear();
        out.number(entries.size());
        for (Affected entry : entries) {
            out.choice(FIX_STATES, entry.fixState()).text(entry.module()).texts(entry.binaries());
            out.number(entry.ranges().size());
            for (VersionRange range : entry.ranges()) {
                out.choice(KINDS, range.kind()).number(range.events().size());
                for (VersionRange.Event event : range.events()) {
                    out.choice(EVENTS, event.type()).text(event.version());
                }
            }
            out.texts(entry.versions());
        }
        return out.toBytes();
    }

    static List<Affected> decode(byte[] bytes, PackageKey key) throws DamagedRecordException {
        ByteSource in = new ByteSource(bytes);
        int count = in.count();
        List<Affected> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            FixState state = in.choice(FIX_STATES);
            String module = in.text();
            List<String> binaries = in.texts();
            List<VersionRange> ranges = ranges(in);
            entries.add(new Affected(key, ranges, in.texts(), state, module, binaries));
        }
        return entries;
    }

    private static List<VersionRange> ranges(ByteSource in) throws DamagedRecordException {
        int count = in.count();
        List<VersionRange> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            VersionRange.Kind kind = in.choice(KINDS);
            int events = in.count();
            List<VersionRange.Event> list = new ArrayList<>(events);
            for (int e = 0; e < events; e++) {
                list.add(new VersionRange.Event(in.choice(EVENTS), in.text()));
            }
            ranges.add(new VersionRange(kind, list));
        }
        return ranges;
    }
}
