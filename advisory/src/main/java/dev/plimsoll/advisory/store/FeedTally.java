package dev.plimsoll.advisory.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was counted while a feed was read. */
final class FeedTally {
    private static final class Ecosystem {
        final int number;
        long rows;
        boolean isCovered;

        Ecosystem(int number) {
            this.number = number;
        }
    }

    private final Map<String, Ecosystem> ecosystems = new LinkedHashMap<>();
    private long records;
    private long skips;
    private long withdrawn;
    private @Nullable Instant date;

    void record() {
        records++;
    }

    void rows(String ecosystem, long count) {
        of(ecosystem).rows += count;
    }

    void covers(String ecosystem) {
        of(ecosystem).isCovered = true;
    }

    /** The number of this skipped record. */
    long skip() {
        return ++skips;
    }

    void withdraw() {
        withdrawn++;
    }

    void date(Instant newDate) {
        if (date == null || newDate.isAfter(date)) {
            date = newDate;
        }
    }

    int number(String ecosystem) {
        return of(ecosystem).number;
    }

    Set<String> ecosystems() {
        return ecosystems.keySet();
    }

    Map<String, FeedStatus.Rows> rowsByEcosystem() {
        Map<String, FeedStatus.Rows> result = new LinkedHashMap<>();
        ecosystems.forEach((name, each) -> result.put(name, new FeedStatus.Rows(each.rows, each.isCovered)));
        return result;
    }

    long records() {
        return records;
    }

    long skips() {
        return skips;
    }

    long withdrawnRecords() {
        return withdrawn;
    }

    Optional<Instant> date() {
        return Optional.ofNullable(date);
    }

    private Ecosystem of(String name) {
        Ecosystem known = ecosystems.get(name);
        if (known == null) {
            known = new Ecosystem(ecosystems.size() + 1);
            ecosystems.put(name, known);
        }
        return known;
    }
}
