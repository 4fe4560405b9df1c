package dev.plimsoll.report.format.text;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.SeverityCounts;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** A table of the packages with their counts. */
public final class OnlyPackagesFormat implements ReportFormat {
    @Override
    public String id() {
        return "only-packages";
    }

    @Override
    public void write(Report report, OutputStream stream) throws IOException {
        TextWriter out = new TextWriter(stream, new Style(report.view().colour()));
        new Overview(report, out).write();
        out.heading("Packages");
        IdentityHashMap<Component, List<Finding>> byComponent = new IdentityHashMap<>();
        for (Finding finding : report.filter().apply(report.result().findings())) {
            byComponent
                    .computeIfAbsent(finding.component(), key -> new ArrayList<>())
                    .add(finding);
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"Name", "Version", "Type", "Vulnerabilities"});
        for (ComponentCoverage each : report.result().coverage()) {
            List<Finding> findings = byComponent.getOrDefault(each.component(), List.of());
            if (!findings.isEmpty() || !report.view().onlyVulnerable()) {
                rows.add(row(each, findings));
            }
        }
        Table.write(out, rows);
        new CoverageSection(report, out).write();
        new LastLines(report, out).write();
        out.flush();
    }

    private static String[] row(ComponentCoverage each, List<Finding> findings) {
        Component component = each.component();
        String counts = findings.isEmpty() ? "" : SeverityCounts.of(findings).compact();
        String words = switch (each.best().level()) {
            case JUDGED -> counts.isEmpty() ? "none known" : counts;
            case JUDGED_FIXES_ONLY -> counts.isEmpty() ? "no published fix missing" : counts;
            case NOT_JUDGED -> counts.isEmpty() ? "not judged" : counts + ", else not judged";
        };
        return new String[] {
            SafeText.line(component.name()),
            SafeText.line(component.version()),
            SafeText.line(component.purl().type()),
            words
        };
    }
}
