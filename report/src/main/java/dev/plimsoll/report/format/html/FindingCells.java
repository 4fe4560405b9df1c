package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.FindingRow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** One finding as a row that needs no script; {@code report.js} draws the same cells. */
final class FindingCells {
    private static final int SUMMARY = 300;

    private final HtmlOut html;
    private final List<String> names;
    private final boolean hasBaseline;

    FindingCells(HtmlOut html, List<String> names, boolean hasBaseline) {
        this.html = html;
        this.names = names;
        this.hasBaseline = hasBaseline;
    }

    void write(int image, FindingRow row) throws IOException {
        html.markup("<tr role=\"row\">");
        severity(row);
        id(row);
        cell("package", "package", "", row.packageName(), "");
        cell("version", "version", "mono", row.packageVersion(), "");
        cell("fixed", "version", row.fixedVersion().isEmpty() ? "muted" : "mono", RowWords.fix(row), "");
        cell("epss", "amount", row.epssScore().isEmpty() ? "muted" : "", RowWords.epss(row.epssScore()), "");
        boolean exploited = row.knownExploitedSince().isPresent();
        cell(
                "kev",
                "kev-cell",
                exploited ? "kev" : "muted",
                RowWords.exploited(row),
                row.ransomware() ? "ransomware" : "");
        cell("where", "where", "mono", row.path(), RowWords.place(row, image, names));
        cell("state", "state", "", Words.of(Words.STATE, row.state()), row.why());
        remedy(row);
        html.markup("</tr>\n");
    }

    private void severity(FindingRow row) throws IOException {
        String severity = RowWords.severity(row);
        OptionalDouble score = RowWords.score(row);
        String sub = score.isEmpty() ? "" : String.format(Locale.ROOT, "CVSS %.1f", score.getAsDouble());
        cell("severity", "", "badge is-" + severity, Words.of(Words.SEVERITY, severity), sub);
    }

    private void id(FindingRow row) throws IOException {
        open("id", "id");
        String reference = RowWords.reference(row);
        if (reference.isEmpty()) {
            html.element("b", "", row.id());
        } else {
            html.markup("<a").attribute("href", reference).markup(" rel=\"noopener noreferrer\">");
            html.text(row.id()).markup("</a>");
        }
        if (row.isNew() && hasBaseline) {
            html.markup(" <span class=\"tag is-warn\">new</span>");
        }
        String summary = row.summary();
        sub(summary.length() > SUMMARY ? summary.substring(0, SUMMARY) + "…" : summary);
        html.markup("</td>");
    }

    private void remedy(FindingRow row) throws IOException {
        open("remedy", "remedy");
        boolean isCode = row.remedyKind().equals("command") || row.remedyKind().equals("edit");
        html.element(isCode ? "code" : "span", "", row.remedy()).markup("</td>");
    }

    private void cell(String column, String cssClass, String textClass, String text, String sub) throws IOException {
        open(column, cssClass);
        html.element("span", textClass, text);
        sub(sub);
        html.markup("</td>");
    }

    private void open(String column, String cssClass) throws IOException {
        html.markup("<td role=\"cell\"").attribute("data-label", Words.of(Words.COLUMN, column));
        html.markup(cssClass.isEmpty() ? ">" : " class=\"" + cssClass + "\">");
    }

    private void sub(String text) throws IOException {
        if (!text.isEmpty()) {
            html.element("span", "sub", text);
        }
    }
}
