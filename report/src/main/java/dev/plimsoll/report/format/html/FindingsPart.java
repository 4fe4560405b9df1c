package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The findings: the worst as a table that everyone can read, all of them as data from which the script makes the table again. */
final class FindingsPart {
    private static final String PARTIAL = "Coverage is partial, so an empty list proves nothing; see Coverage.";

    private final HtmlOut html;
    private final Survey survey;
    private final List<String> names;

    FindingsPart(HtmlOut html, Survey survey) {
        this.html = html;
        this.survey = survey;
        this.names = survey.images().stream().map(image -> image.name()).toList();
    }

    void write(ReportDocument report) throws IOException {
        html.markup(
                "<section id=\"findings\" aria-labelledby=\"findings-title\">\n<h2 id=\"findings-title\">Findings</h2>\n");
        if (survey.hidden() > 0) {
            html.markup("<p class=\"lead\">").text(Words.count(survey.hidden(), "finding is", "findings are"));
            html.markup(" left out by the filters that this report was made with, but not by the verdict.</p>\n");
        }
        if (survey.shown() + survey.suppressed() == 0) {
            html.markup("<p>").text(nothing()).markup("</p>\n");
        } else {
            new FilterForm(html, survey, names).write();
            table();
            data(report);
        }
        html.markup("</section>\n");
    }

    private String nothing() {
        if (survey.isPartial()) {
            return "None among what was judged. " + PARTIAL;
        }
        return survey.hidden() > 0 ? "None to show." : "None: everything was judged, and nothing is known against it.";
    }

    private void table() throws IOException {
        html.markup("<p id=\"status\" class=\"status muted\" role=\"status\">")
                .text(status())
                .markup("</p>\n");
        html.markup("<div class=\"card scroll\" role=\"region\" aria-labelledby=\"findings-title\" tabindex=\"0\">\n")
                .markup("<table class=\"findings\" id=\"findings-table\" role=\"table\">\n")
                .markup("<caption class=\"unseen\">Findings, worst first</caption>\n")
                .markup("<thead role=\"rowgroup\"><tr role=\"row\">");
        for (Map.Entry<String, String> column : Words.COLUMN.entrySet()) {
            html.markup("<th scope=\"col\" role=\"columnheader\" data-sort=\"" + column.getKey() + "\"><span>")
                    .text(column.getValue())
                    .markup("</span></th>");
        }
        html.markup("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        FindingCells cells = new FindingCells(html, names, survey.hasBaseline());
        for (Survey.Worst each : survey.worst()) {
            cells.write(each.image(), each.row());
        }
        html.markup("</tbody></table>\n<div class=\"more-rows\" id=\"more\" hidden>")
                .markup(
                        "<button type=\"button\" id=\"more-page\"></button><button type=\"button\" id=\"more-all\"></button>")
                .markup("<span class=\"muted\" id=\"more-left\"></span></div>\n</div>\n");
    }

    private String status() {
        int listed = survey.worst().size();
        String rest = listed == survey.shown()
                ? "All " + Words.count(listed, "finding", "findings") + "."
                : "The " + Words.number(listed) + " worst of " + Words.number(survey.shown())
                        + " findings; the others are drawn by the page's script, and are in security-scan-results.json.";
        return survey.suppressed() == 0
                ? rest
                : rest + " " + Words.count(survey.suppressed(), "suppressed one is", "suppressed ones are")
                        + " left out.";
    }

    private void data(ReportDocument report) throws IOException {
        RowData data = new RowData(html);
        for (int i = 0; i < names.size(); i++) {
            int image = i;
            report.findings(image, row -> {
                if (row.shown()) {
                    data.add(image, row);
                }
            });
            report.suppressed(image, row -> data.add(image, row));
        }
        data.end();
        html.markup("<script type=\"application/json\" id=\"words\">{")
                .markup("\"severity\":" + pairs(Words.SEVERITY))
                .markup(",\"state\":" + object(Words.STATE))
                .markup(",\"fix\":" + object(Words.FIX))
                .markup(",\"origin\":" + object(Words.ORIGIN))
                .markup(",\"remedy\":" + object(Words.REMEDY))
                .markup(",\"columns\":" + object(Words.COLUMN))
                .markup(",\"images\":" + list(names))
                .markup(",\"baseline\":" + survey.hasBaseline())
                .markup(",\"complete\":" + !survey.isPartial())
                .markup(",\"partial\":" + quote(PARTIAL))
                .markup("}</script>\n");
    }

    private static String pairs(Map<String, String> words) {
        List<String> pairs = new ArrayList<>();
        words.forEach((key, value) -> pairs.add("[" + quote(key) + "," + quote(value) + "]"));
        return "[" + String.join(",", pairs) + "]";
    }

    private static String object(Map<String, String> words) {
        List<String> members = new ArrayList<>();
        words.forEach((key, value) -> members.add(quote(key) + ":" + quote(value)));
        return "{" + String.join(",", members) + "}";
    }

    private static String list(List<String> texts) {
        return "[" + String.join(",", texts.stream().map(FindingsPart::quote).toList()) + "]";
    }

    private static String quote(String text) {
        return ScriptJson.quote(text, 500);
    }
}
