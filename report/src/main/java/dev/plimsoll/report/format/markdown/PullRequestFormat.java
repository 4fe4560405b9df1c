package dev.plimsoll.report.format.markdown;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * A comment for a pull request: the verdict first, then why, the worst findings with what mends them, and what was not judged. Starts
 * with an invisible mark by which a workflow finds its own comment again. Stays far below GitHub's 65,536 characters.
 */
public final class PullRequestFormat implements DocumentFormat {
    /** By this line a workflow finds the comment that it is to update. */
    public static final String MARK = "<!-- plimsoll-report -->";

    private static final int FINDINGS = 20;
    private static final int IMAGES = 10;
    private static final int RULES = 10;

    @Override
    public String id() {
        return "markdown";
    }

    @Override
    public String fileName() {
        return "security-comment.md";
    }

    @Override
    public void write(ReportDocument report, OutputStream out) throws IOException {
        Markdown page = new Markdown(out);
        Header header = report.header();
        page.line(MARK);
        page.heading(2, "Container security: " + Words.verdict(header.verdict()));
        page.tableHead(List.of("Image", "Critical", "High", "Medium", "Low", "Unrated", "Not judged", "Status"));
        List<ImageSummary> images = report.images();
        for (ImageSummary image : images.subList(0, Math.min(IMAGES, images.size()))) {
            page.row(List.of(
                    Markdown.text(image.name()),
                    Words.count(image.counts().critical(), image),
                    Words.count(image.counts().high(), image),
                    Words.count(image.counts().medium(), image),
                    Words.count(image.counts().low(), image),
                    image.error().isPresent()
                            ? "not judged"
                            : Words.count(image.counts().unspecified(), image),
                    Words.notJudged(image),
                    Words.status(image)));
        }
        page.blank();
        if (images.size() > IMAGES) {
            page.line("and " + (images.size() - IMAGES) + " more images; the summary has each.");
            page.blank();
        }
        for (int i = 0; i < Math.min(IMAGES, images.size()); i++) {
            image(report, i, page);
        }
        page.line("By " + Markdown.text(header.policy()) + ", Plimsoll " + Markdown.text(header.toolVersion()) + ".");
    }

    private static void image(ReportDocument report, int index, Markdown page) throws IOException {
        ImageSummary image = report.images().get(index);
        List<RuleRow> broken = image.rules().stream()
                .filter(rule -> !rule.verdict().equals("pass"))
                .toList();
        Worst worst = new Worst();
        report.findings(index, worst::add);
        page.line("**" + Markdown.text(image.name()) + "**: " + Words.verdict(image.verdict()) + "; "
                + Markdown.text(image.words()));
        page.blank();
        if (image.error().isPresent()) {
            page.line("It could not be scanned: " + Markdown.text(image.error().get()));
            page.blank();
        }
        for (RuleRow rule : broken.subList(0, Math.min(RULES, broken.size()))) {
            page.line("- **" + Words.verdict(rule.verdict()) + "** " + Markdown.text(rule.words())
                    + (rule.remedy().isEmpty() ? "" : "; " + Markdown.text(rule.remedy())));
        }
        if (broken.size() > RULES) {
            page.line("- and " + (broken.size() - RULES) + " more rules; the summary has each");
        }
        page.blank();
        if (!worst.rows.isEmpty()) {
            worst.write(page);
        }
    }

    /** The first findings that count, and how many there are; new ones are marked. */
    private static final class Worst {
        private final List<FindingRow> rows = new java.util.ArrayList<>();
        private int counted;

        void add(FindingRow row) {
            if (row.state().equals("counts")) {
                counted++;
                if (rows.size() < FINDINGS) {
                    rows.add(row);
                }
            }
        }

        void write(Markdown page) throws IOException {
            page.line("<details><summary>"
                    + (counted > rows.size() ? "The worst " + rows.size() + " of " + counted : counted)
                    + " findings</summary>");
            page.blank();
            page.tableHead(List.of("Severity", "Id", "Package", "Fixed in", "What mends it"));
            for (FindingRow row : rows) {
                page.row(List.of(
                        row.severity().toUpperCase(Locale.ROOT)
                                + (row.knownExploitedSince().isPresent() ? ", exploited" : ""),
                        Markdown.text(row.id()),
                        Markdown.text(row.packageName() + " " + row.packageVersion()),
                        row.fixedVersion().isEmpty() ? "no fix" : Markdown.text(row.fixedVersion()),
                        row.remedyKind().equals("none")
                                ? Markdown.text(row.remedy())
                                : Markdown.cellCode(row.remedy())));
            }
            page.blank();
            page.line("</details>");
            page.blank();
        }
    }
}
