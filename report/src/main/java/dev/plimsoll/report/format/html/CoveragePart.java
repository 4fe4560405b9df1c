package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;
import java.util.List;

/** How much of each image was judged, and each thing that was not, with its reason. */
final class CoveragePart {
    private final HtmlOut html;

    CoveragePart(HtmlOut html) {
        this.html = html;
    }

    void write(ReportDocument report) throws IOException {
        html.markup("<section id=\"coverage\" class=\"coverage\" aria-labelledby=\"coverage-title\">\n")
                .markup("<h2 id=\"coverage-title\">Coverage</h2>\n<p class=\"lead\">")
                .markup(
                        "How much was judged, and what was not, with the reason. A flaw in what was not judged is in no number above.</p>\n");
        List<ImageSummary> images = report.images();
        for (int i = 0; i < images.size(); i++) {
            image(report, i, images.get(i));
        }
        html.markup("</section>\n");
    }

    private void image(ReportDocument report, int index, ImageSummary image) throws IOException {
        CoverageCounts coverage = image.coverage();
        html.markup("<article class=\"card\">").element("h3", "", image.name() + ": " + CoverageBar.share(image));
        html.markup("\n");
        CoverageBar.write(html, coverage, false);
        html.markup("<ul class=\"legend inline\">\n");
        legend("fill-judged", coverage.judged(), "judged");
        legend("fill-fixes-only", coverage.judgedFixesOnly(), "judged for published fixes only");
        legend("fill-not-judged", coverage.notJudged(), "not judged");
        legend("fill-not-judged", coverage.unidentified(), "unidentified");
        legend("fill-not-judged", coverage.gaps(), coverage.gaps() == 1 ? "gap" : "gaps");
        if (coverage.unreadableRecords() > 0) {
            legend(
                    "fill-not-judged",
                    coverage.unreadableRecords(),
                    coverage.unreadableRecords() == 1 ? "record not compared" : "records not compared");
        }
        html.markup("</ul>\n");
        if (!image.words().isEmpty()) {
            html.element("p", "muted", image.words()).markup("\n");
        }
        if (image.error().isPresent()) {
            html.element("p", "", image.error().get()).markup("\n");
        }
        new UnjudgedList(html).write(report, index);
        html.markup("</article>\n");
    }

    private void legend(String swatch, int count, String words) throws IOException {
        if (count == 0) {
            return;
        }
        html.markup("<li>").markup(Svg.swatch(swatch)).element("span", "", Words.number(count) + " " + words);
        html.markup("</li>\n");
    }

    /** The list of one image, opened with its first row and closed with a count of what it does not name. */
    private static final class UnjudgedList {
        /** A page is no database: what is more is counted, and named in the master. */
        private static final int LISTED = 3000;

        private final HtmlOut html;
        private int rows;

        UnjudgedList(HtmlOut html) {
            this.html = html;
        }

        void write(ReportDocument report, int image) throws IOException {
            report.unjudged(image, this::row);
            if (rows > 0) {
                html.markup("</ul></div>\n");
                if (rows > LISTED) {
                    html.element(
                                    "p",
                                    "",
                                    "and " + Words.number(rows - LISTED)
                                            + " more, which security-scan-results.json names")
                            .markup("\n");
                }
                html.markup("</details>\n");
            }
        }

        private void row(UnjudgedRow row) throws IOException {
            if (rows++ == 0) {
                html.markup("<details open><summary>What was not judged or not read, and why</summary>")
                        .markup(
                                "<div class=\"unjudged\" role=\"region\" aria-label=\"What was not judged\" tabindex=\"0\"><ul>\n");
            }
            if (rows > LISTED) {
                return;
            }
            html.markup("<li>")
                    .element("span", "tag is-unjudged", kind(row.kind()))
                    .markup(" ");
            html.element("b", "", row.name());
            if (!row.version().isEmpty()) {
                html.markup(" ").element("span", "mono", row.version());
            }
            if (!row.ecosystem().isEmpty()) {
                html.markup(" ").element("span", "muted", row.ecosystem());
            }
            if (!row.path().isEmpty() && !row.path().equals(row.name())) {
                html.markup(" ").element("span", "mono muted", row.path());
            }
            html.markup("<br>").text(reason(row)).markup("</li>\n");
        }

        private static String reason(UnjudgedRow row) {
            String reason = row.reason().replace('-', ' ');
            return row.detail().isEmpty() ? reason : reason.isEmpty() ? row.detail() : reason + ": " + row.detail();
        }

        private static String kind(String word) {
            return switch (word) {
                case "component" -> "not judged";
                case "unidentified" -> "unidentified";
                case "gap" -> "not read";
                case "record" -> "record not compared";
                default -> word;
            };
        }
    }
}
