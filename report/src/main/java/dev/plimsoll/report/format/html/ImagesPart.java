package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.Counts;
import java.io.IOException;
import java.util.List;

/** One line per image: verdict, counts by severity, coverage, and what changed. */
final class ImagesPart {
    private final HtmlOut html;

    ImagesPart(HtmlOut html) {
        this.html = html;
    }

    void write(List<ImageSummary> images) throws IOException {
        boolean changes = images.stream().anyMatch(image -> image.changes().isPresent());
        html.markup("<section id=\"images\" aria-labelledby=\"images-title\">\n<h2 id=\"images-title\">Images</h2>\n")
                .markup("<div class=\"card scroll\" role=\"region\" aria-labelledby=\"images-title\" tabindex=\"0\">")
                .markup(
                        "<table class=\"images\">\n<caption>Findings by severity. Where coverage is partial, an empty count is")
                .markup(" called <q>none seen</q>, never 0.</caption>\n<thead><tr>")
                .markup("<th scope=\"col\">Image</th><th scope=\"col\">Verdict</th>");
        for (String severity : Words.SEVERITIES) {
            html.markup("<th scope=\"col\" class=\"amount\">")
                    .text(Words.of(Words.SEVERITY, severity))
                    .markup("</th>");
        }
        html.markup("<th scope=\"col\" class=\"amount\">Not judged</th><th scope=\"col\">Coverage</th>")
                .markup(changes ? "<th scope=\"col\">Since the last report</th>" : "")
                .markup("</tr></thead>\n<tbody>\n");
        for (ImageSummary image : images) {
            row(image, changes);
        }
        html.markup("</tbody></table></div>\n</section>\n");
    }

    private void row(ImageSummary image, boolean changes) throws IOException {
        html.markup("<tr><th scope=\"row\">")
                .text(image.name())
                .markup("</th><td>")
                .markup(Svg.badge(image.verdict()));
        html.markup("</td>");
        if (image.error().isPresent()) {
            html.markup("<td class=\"none\" colspan=\"6\">not scanned, so nothing is known of it</td>");
        } else {
            amounts(image, image.counts());
        }
        html.markup("<td class=\"bar-cell\">");
        CoverageBar.write(html, image.coverage(), true);
        html.element("span", "muted", CoverageBar.share(image)).markup("</td>");
        if (changes) {
            cell("changes", changes(image));
        }
        html.markup("</tr>\n");
    }

    private void amounts(ImageSummary image, Counts counts) throws IOException {
        amount(image, counts.critical(), true, "critical");
        amount(image, counts.high(), true, "high");
        amount(image, counts.medium(), true, "medium");
        amount(image, counts.low(), true, "low");
        amount(image, counts.unspecified(), false, "unspecified");
        cell("amount", Words.number(CoverageBar.notJudged(image.coverage())));
    }

    private void amount(ImageSummary image, int count, boolean rated, String severity) throws IOException {
        cell(count > 0 ? "amount is-" + severity : "amount none", Words.amount(image, count, rated));
    }

    private void cell(String cssClass, String text) throws IOException {
        html.element("td", cssClass, text);
    }

    static String changes(ImageSummary image) {
        if (image.error().isPresent()) {
            return "not scanned this time";
        }
        return image.changes()
                .map(changes -> Words.number(changes.added()) + " new, " + Words.number(changes.gone()) + " gone since "
                        + Times.minute(changes.since()))
                .orElse("no earlier report");
    }
}
