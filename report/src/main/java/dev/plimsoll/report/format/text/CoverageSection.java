package dev.plimsoll.report.format.text;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.report.Report;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** By which source each component was judged, and everything that was not. Components with the same answer share a line. */
final class CoverageSection {
    private static final int NAMES_SHOWN = 8;

    private final Report report;
    private final TextWriter out;

    CoverageSection(Report report, TextWriter out) {
        this.report = report;
        this.out = out;
    }

    void write() throws IOException {
        out.heading("Coverage");
        ScanResult result = report.result();
        if (result.coverage().isEmpty()) {
            out.line("  no packages were found, so there was nothing to judge");
        }
        for (Map.Entry<Key, List<String>> group : groups(result).entrySet()) {
            group(group.getKey(), group.getValue());
        }
        unreadable(result);
        unidentified(result);
        gaps(result);
        for (String note : result.notes()) {
            out.line("  note: " + SafeText.line(note));
        }
    }

    private record Key(Level level, String ecosystem, Coverage coverage) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = level.compareTo(other.level);
            order = order != 0 ? order : ecosystem.compareTo(other.ecosystem);
            order = order != 0 ? order : coverage.reason().compareTo(other.coverage.reason());
            order = order != 0 ? order : coverage.source().compareTo(other.coverage.source());
            return order != 0 ? order : coverage.toString().compareTo(other.coverage.toString());
        }
    }

    private static Map<Key, List<String>> groups(ScanResult result) {
        Map<Key, List<String>> groups = new TreeMap<>();
        for (ComponentCoverage each : result.coverage()) {
            Key key = new Key(each.best().level(), each.component().purl().type(), each.best());
            groups.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(each.component().name());
        }
        return groups;
    }

    private void group(Key key, List<String> names) throws IOException {
        Coverage coverage = key.coverage();
        String count = names.size() + " " + key.ecosystem() + (names.size() == 1 ? " package" : " packages");
        switch (coverage.level()) {
            case JUDGED ->
                out.line("  " + out.style().good("✓") + " " + count + " judged" + by(coverage) + detail(coverage));
            case JUDGED_FIXES_ONLY ->
                out.line("  " + out.style().warning("~") + " " + count + " judged for published fixes only"
                        + by(coverage) + detail(coverage));
            case NOT_JUDGED ->
                out.line("  " + out.style().warning("✗") + " " + count + " not judged: " + reason(coverage) + "  "
                        + out.style().dim("(" + list(names) + ")"));
        }
    }

    private String list(List<String> names) {
        List<String> safe = new ArrayList<>();
        int shown = report.view().details() ? names.size() : Math.min(NAMES_SHOWN, names.size());
        for (String name : names.subList(0, shown)) {
            safe.add(SafeText.line(name));
        }
        return String.join(", ", safe)
                + (names.size() > shown ? ", and " + (names.size() - shown) + " more; --details lists all" : "");
    }

    private static String reason(Coverage coverage) {
        return coverage.detail().isEmpty()
                ? coverage.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : SafeText.line(coverage.detail());
    }

    private static String detail(Coverage coverage) {
        return coverage.detail().isEmpty() ? "" : "; " + SafeText.line(coverage.detail());
    }

    private static String by(Coverage coverage) {
        if (coverage.source().isEmpty()) {
            return "";
        }
        return " by " + SafeText.line(coverage.source()) + day(", data of ", coverage.date())
                + day(", confirmed ", coverage.confirmed());
    }

    private static String day(String before, Optional<Instant> instant) {
        return instant.map(at -> before + LocalDate.ofInstant(at, ZoneOffset.UTC))
                .orElse("");
    }

    private void unreadable(ScanResult result) throws IOException {
        for (ComponentCoverage each : result.coverage()) {
            if (!each.unreadable().isEmpty()) {
                out.line("  " + out.style().warning("✗") + " "
                        + SafeText.line(each.component().name()) + " "
                        + SafeText.line(each.component().version()) + " not judged for "
                        + SafeText.line(String.join(", ", each.unreadable()))
                        + ": the record's versions can't be compared");
            }
        }
    }

    private void unidentified(ScanResult result) throws IOException {
        long owned = 0;
        for (Unidentified piece : result.inventory().unidentified()) {
            if (piece.owner().isPresent()) {
                owned++;
                continue;
            }
            out.line("  " + out.style().warning("?") + " unidentified, not judged: "
                    + SafeText.line(piece.location().path()) + " (" + SafeText.line(piece.reason()) + ")");
        }
        if (owned > 0) {
            out.line("  " + owned + " unidentified, judged as the distribution's packages that own them");
        }
    }

    private void gaps(ScanResult result) throws IOException {
        for (Gap gap : result.inventory().gaps()) {
            out.line("  " + out.style().warning("!") + " not read: " + SafeText.line(gap.path()) + ": "
                    + SafeText.line(gap.detail()));
        }
    }
}
