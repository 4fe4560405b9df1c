package dev.plimsoll.report;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.scan.CoverageSummary;
import dev.plimsoll.scan.Finding;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** Findings counted by severity. Immutable. */
public final class SeverityCounts {
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);

    private SeverityCounts() {}

    /** Counts findings. */
    public static SeverityCounts of(Collection<Finding> findings) {
        SeverityCounts result = new SeverityCounts();
        for (Finding finding : findings) {
            result.counts.merge(finding.severity(), 1, Integer::sum);
        }
        return result;
    }

    /** How many there are of a severity. */
    public int of(Severity severity) {
        return counts.getOrDefault(severity, 0);
    }

    /** How many there are in all. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** {@code 1C 2H 8M 0L 3?}, as people know it from Docker Scout. */
    public String compact() {
        return of(Severity.CRITICAL) + "C " + of(Severity.HIGH) + "H " + of(Severity.MEDIUM) + "M " + of(Severity.LOW)
                + "L " + of(Severity.UNSPECIFIED) + "?";
    }

    /**
     * The counts with what they do not cover, so that no bare 0 stands where coverage is partial: {@code 3 known, 87 unrated, 12 not
     * judged}.
     */
    public String honest(CoverageSummary coverage) {
        StringJoiner words = new StringJoiner(", ");
        words.add(total() + " known");
        add(words, of(Severity.UNSPECIFIED), "unrated");
        add(words, coverage.fixesOnly(), "judged for published fixes only");
        add(words, coverage.notJudged(), "not judged");
        add(words, coverage.unidentified(), "unidentified");
        add(words, coverage.unreadable(), coverage.unreadable() == 1 ? "record unreadable" : "records unreadable");
        add(words, coverage.gaps(), coverage.gaps() == 1 ? "gap" : "gaps");
        return words.toString();
    }

    private static void add(StringJoiner words, int count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }
}
