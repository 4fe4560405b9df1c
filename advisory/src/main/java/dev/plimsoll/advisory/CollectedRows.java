package dev.plimsoll.advisory;

import dev.plimsoll.inventory.PackageKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps what a feed gives in memory, in order; the reference for every other sink. Not for concurrent use. */
public final class CollectedRows implements FeedSink {
    private final List<Advisory> advisories = new ArrayList<>();
    private final Set<String> covered = new LinkedHashSet<>();
    private final Map<PackageKey, List<String>> unjudgeable = new LinkedHashMap<>();
    private final List<SkippedRecord> skipped = new ArrayList<>();
    private final List<String> withdrawn = new ArrayList<>();
    private final Map<String, Exploitation> exploitation = new LinkedHashMap<>();
    private @Nullable Instant date;

    @Override
    public void advisory(Advisory advisory) {
        advisories.add(advisory);
    }

    @Override
    public void covers(String ecosystem) {
        covered.add(ecosystem);
    }

    @Override
    public void unjudgeable(PackageKey key, String id, String reason) {
        unjudgeable.computeIfAbsent(key, k -> new ArrayList<>()).add(id);
    }

    @Override
    public void skipped(SkippedRecord record) {
        skipped.add(record);
    }

    @Override
    public void withdrawn(String id) {
        withdrawn.add(id);
    }

    @Override
    public void exploited(String cve, LocalDate added, boolean ransomware) {
        Exploitation known = exploitation.getOrDefault(cve, Exploitation.UNKNOWN);
        exploitation.put(
                cve,
                new Exploitation(
                        Optional.of(added), ransomware, known.epssScore(), known.epssPercentile(), known.epssDate()));
    }

    @Override
    public void scored(String cve, double score, double percentile) {
        Exploitation known = exploitation.getOrDefault(cve, Exploitation.UNKNOWN);
        exploitation.put(
                cve,
                new Exploitation(
                        known.knownExploitedSince(),
                        known.ransomware(),
                        java.util.OptionalDouble.of(score),
                        java.util.OptionalDouble.of(percentile),
                        known.epssDate()));
    }

    @Override
    public void date(Instant newDate) {
        if (date == null || newDate.isAfter(date)) {
            date = newDate;
        }
    }

    /** The records, in the feed's order. */
    public List<Advisory> advisories() {
        return List.copyOf(advisories);
    }

    /** Ecosystems that the feed speaks for. */
    public Set<String> covered() {
        return Set.copyOf(covered);
    }

    /** Ids of records that can't be evaluated, by package. */
    public Map<PackageKey, List<String>> unjudgeable() {
        return Map.copyOf(unjudgeable);
    }

    /** Records that could not be read. */
    public List<SkippedRecord> skipped() {
        return List.copyOf(skipped);
    }

    /** Ids of records that were taken back. */
    public List<String> withdrawn() {
        return List.copyOf(withdrawn);
    }

    /** What is known of exploitation, by CVE id; the date of a score is {@link #date}. */
    public Map<String, Exploitation> exploitation() {
        return Map.copyOf(exploitation);
    }

    /** The publisher's own date. */
    public Optional<Instant> date() {
        return Optional.ofNullable(date);
    }
}
