package dev.plimsoll.advisory.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the store holds of one feed.
 *
 * @param feed its id
 * @param database name of its file in the store
 * @param source where it was fetched from: the publisher's address, a mirror's, or a directory
 * @param date the publisher's own date of the data, if it states one
 * @param confirmed when the publisher last confirmed it: fetched from it, or 'not modified'; from a mirror what the data or the file
 *     states; empty if nobody says
 * @param records records kept
 * @param skipped records, or parts of them, that could not be read; {@link AdvisoryStore#skipped} names them
 * @param withdrawn records that their publisher has taken back, which are not kept
 * @param ecosystems what it has rows for, by OSV's name, sorted
 * @param files its files as they were
 */
public record FeedStatus(
        String feed,
        String database,
        String source,
        Optional<Instant> date,
        Optional<Instant> confirmed,
        long records,
        long skipped,
        long withdrawn,
        Map<String, Rows> ecosystems,
        List<FileState> files) {

    /**
     * Rows of one ecosystem.
     *
     * @param count how many
     * @param isCovered whether the feed speaks for that ecosystem, or only mentions it
     */
    public record Rows(long count, boolean isCovered) {}

    /**
     * One file as it was when it was read.
     *
     * @param name as in the feed
     * @param sha256 of its bytes as fetched, in hexadecimal
     * @param etag the server's, or empty
     * @param lastModified the server's header, or empty
     * @param address where it was
     */
    public record FileState(String name, String sha256, String etag, String lastModified, String address) {
        public FileState {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(sha256, "sha256 is null");
            Objects.requireNonNull(etag, "etag is null");
            Objects.requireNonNull(lastModified, "lastModified is null");
            Objects.requireNonNull(address, "address is null");
        }
    }

    public FeedStatus {
        Objects.requireNonNull(feed, "feed is null");
        Objects.requireNonNull(database, "database is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(date, "date is null");
        Objects.requireNonNull(confirmed, "confirmed is null");
        ecosystems = Collections.unmodifiableMap(new TreeMap<>(ecosystems));
        files = List.copyOf(files);
    }

    /** The time since its publisher last confirmed it; empty if nobody says when. */
    public Optional<Duration> age(Clock clock) {
        return confirmed.map(at -> Duration.between(at, clock.instant()));
    }

    /** Rows of all ecosystems together; one record may give several, or none. */
    public long rows() {
        return ecosystems.values().stream().mapToLong(Rows::count).sum();
    }

    FeedStatus confirmedAt(Optional<Instant> newConfirmed, String newSource, List<FileState> newFiles) {
        return new FeedStatus(
                feed, database, newSource, date, newConfirmed, records, skipped, withdrawn, ecosystems, newFiles);
    }
}
