package dev.plimsoll.report.format.markdown;

import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Of each image and kind of package: how many there are, what a published fix would mend, and how far they were judged. */
final class FixableTable {
    private static final String DEBIAN = "dpkg";
    private static final int KINDS = 40;

    private final Map<String, Row> rows = new TreeMap<>();

    /** One kind of package while it is counted. */
    private static final class Row {
        private int packages;
        private int fixable;
        private int judged;
        private int fixesOnly;
        private int notJudged;
    }

    private FixableTable() {}

    /** Writes the table, and what would judge what was not judged. */
    static void write(ReportDocument report, Markdown page) throws IOException {
        page.heading(2, "Fixable findings");
        page.tableHead(
                List.of("Image", "Packages", "Fixable findings", "Judged", "For published fixes only", "Not judged"));
        boolean whole = true;
        for (int i = 0; i < report.images().size(); i++) {
            FixableTable table = new FixableTable();
            report.components(i, table::component);
            report.findings(i, table::finding);
            table.rows(report.images().get(i), page);
            whole = whole && table.rows.values().stream().allMatch(row -> row.fixesOnly + row.notJudged == 0);
        }
        page.blank();
        if (!whole) {
            page.line(
                    "`plimsoll db update` brings the advisories that judge what was not judged, or for published fixes"
                            + " only; then scan again.");
            page.blank();
        }
    }

    private void component(ComponentRow component) {
        Row row = rows.computeIfAbsent(component.ecosystem(), kind -> new Row());
        row.packages++;
        switch (component.level()) {
            case "judged" -> row.judged++;
            case "judged-fixes-only" -> row.fixesOnly++;
            default -> row.notJudged++;
        }
    }

    private void finding(FindingRow finding) {
        if (finding.fixState().equals("fixed")) {
            rows.computeIfAbsent(finding.ecosystem(), kind -> new Row()).fixable++;
        }
    }

    private void rows(ImageSummary image, Markdown page) throws IOException {
        for (Map.Entry<String, Row> each : rows.entrySet().stream().limit(KINDS).toList()) {
            Row row = each.getValue();
            String kind = each.getKey().equals(DEBIAN) ? "Debian" : each.getKey();
            page.row(List.of(
                    Markdown.text(image.name()),
                    row.packages + " " + Markdown.text(kind),
                    // 0 is said of packages for which every published fix was looked at, and of no others.
                    row.fixable > 0 || row.notJudged == 0 ? Integer.toString(row.fixable) : "none known",
                    Integer.toString(row.judged),
                    Integer.toString(row.fixesOnly),
                    Integer.toString(row.notJudged)));
        }
    }
}
