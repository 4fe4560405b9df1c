package dev.plimsoll.report.master;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.report.document.ImageSummary.SourceRow;
import dev.plimsoll.scan.ComponentCoverage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who judged an image's components; a source is as old as its oldest part, and of no known age if a part has none. */
final class Sources {
    private Sources() {}

    static List<SourceRow> of(List<ComponentCoverage> coverage) {
        Map<String, SourceRow> rows = new TreeMap<>();
        for (ComponentCoverage each : coverage) {
            Coverage best = each.best();
            if (best.level() != Coverage.Level.NOT_JUDGED && best.reason() != Coverage.Reason.BY_OWNER) {
                rows.merge(
                        best.source(), new SourceRow(best.source(), best.date(), best.confirmed(), 1), Sources::merge);
            }
        }
        return List.copyOf(rows.values());
    }

    private static SourceRow merge(SourceRow one, SourceRow other) {
        return new SourceRow(
                one.source(),
                older(one.date(), other.date()),
                older(one.confirmed(), other.confirmed()),
                one.components() + other.components());
    }

    private static Optional<Instant> older(Optional<Instant> one, Optional<Instant> other) {
        return one.flatMap(a -> other.map(b -> a.isBefore(b) ? a : b));
    }
}
