package dev.plimsoll.report.format.text;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.SeverityCounts;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.Finding.IntroducedBy;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** One screen: the image and its base, in counts. */
public final class QuickviewFormat implements ReportFormat {
    @Override
    public String id() {
        return "quickview";
    }

    @Override
    public void write(Report report, OutputStream stream) throws IOException {
        TextWriter out = new TextWriter(stream, new Style(report.view().colour()));
        new Overview(report, out).write();
        out.line();
        ScanResult result = report.result();
        List<Finding> findings = report.filter().apply(result.findings());
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"", "Image", "Vulnerabilities"});
        rows.add(new String[] {
            "Target",
            SafeText.line(result.image().reference().toString()),
            SeverityCounts.of(findings).compact()
        });
        if (result.base().isPresent()) {
            base(rows, result.base().get(), findings);
        }
        Table.write(out, rows);
        if (result.base().isEmpty()) {
            out.line();
            out.line("  The base image is not known. --base IMAGE tells it.");
        }
        for (String note : result.notes()) {
            out.line("  note: " + SafeText.line(note));
        }
        new LastLines(report, out).write();
        out.flush();
    }

    private static void base(List<String[]> rows, BaseImage base, List<Finding> findings) {
        if (base.layers().isEmpty()) {
            rows.add(new String[] {"Base image", SafeText.line(base.name()), "its layers are not known"});
            return;
        }
        rows.add(new String[] {"  Base image", SafeText.line(base.name()), of(findings, IntroducedBy.BASE)});
        rows.add(new String[] {"  Own layers", "", of(findings, IntroducedBy.OWN)});
    }

    private static String of(List<Finding> findings, IntroducedBy by) {
        return SeverityCounts.of(findings.stream()
                        .filter(finding -> finding.introducedBy() == by)
                        .toList())
                .compact();
    }
}
