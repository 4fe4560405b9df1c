package dev.plimsoll.report.format.text;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.SeverityCounts;
import dev.plimsoll.scan.CoverageSummary;
import dev.plimsoll.scan.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a report ends: what was found, what a filter hides, and what was not judged, which is the last word. */
final class LastLines {
    private final Report report;
    private final TextWriter out;

    LastLines(Report report, TextWriter out) {
        this.report = report;
        this.out = out;
    }

    void write() throws IOException {
        List<Finding> all = report.result().findings();
        List<Finding> shown = report.filter().apply(all);
        CoverageSummary coverage = report.result().summary();
        out.line();
        long packages = shown.stream().map(Finding::component).distinct().count();
        if (all.isEmpty() && coverage.total() > 0 && coverage.isComplete()) {
            out.line(out.style().good("✓ No vulnerable package detected") + " among " + coverage.total() + " judged");
        } else if (!shown.isEmpty()) {
            out.line(plural(shown.size(), "vulnerability", "vulnerabilities") + " found in "
                    + plural(packages, "package", "packages"));
            SeverityCounts counts = SeverityCounts.of(shown);
            for (Severity severity : Severity.values()) {
                if (counts.of(severity) > 0) {
                    String word = severity.name().toUpperCase(Locale.ROOT);
                    out.line("  " + out.style().severity(severity) + " ".repeat(Math.max(1, 13 - word.length()))
                            + counts.of(severity));
                }
            }
        }
        if (shown.size() < all.size()) {
            String filters = report.filter().conditions().stream()
                    .map(condition -> condition.words())
                    .collect(Collectors.joining(", "));
            out.line(plural(all.size() - shown.size(), "more is", "more are") + " hidden by " + filters);
        }
        if (coverage.total() == 0) {
            out.line(out.style().warning("Nothing was judged: no package was found"));
        } else if (coverage.isComplete()) {
            out.line("Everything was judged: " + coverage.total() + " packages");
        } else {
            out.line(out.style().warning(SeverityCounts.of(all).honest(coverage)));
        }
    }

    private static String plural(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
