package dev.plimsoll.report.format.markdown;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import dev.plimsoll.report.document.ImageSummary.SourceRow;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code security-summary.md}: one page that a person reads first. */
public final class SummaryFormat implements DocumentFormat {
    private static final int LISTED = 25;

    @Override
    public String id() {
        return "summary";
    }

    @Override
    public String fileName() {
        return "security-summary.md";
    }

    @Override
    public void write(ReportDocument report, OutputStream out) throws IOException {
        new Page(report, new Markdown(out)).write();
    }

    /** One page while it is written. */
    private static final class Page {
        private final ReportDocument report;
        private final Header header;
        private final Markdown page;

        Page(ReportDocument report, Markdown page) {
            this.report = report;
            this.header = report.header();
            this.page = page;
        }

        void write() throws IOException {
            page.heading(1, "Plimsoll Container Security Report");
            page.line("**Generated:** " + header.generated().truncatedTo(ChronoUnit.SECONDS));
            page.line("**Scanner:** Plimsoll " + Markdown.text(header.toolVersion()));
            page.blank();
            page.heading(2, "Vulnerability Summary");
            page.tableHead(List.of("Image", "Critical", "High", "Status"));
            for (ImageSummary image : report.images()) {
                page.row(List.of(
                        Markdown.text(image.name()),
                        Words.count(image.counts().critical(), image),
                        Words.count(image.counts().high(), image),
                        Words.status(image)));
            }
            page.blank();
            details();
            FixableTable.write(report, page);
            verdict();
            TrendTable.write(report.history(), page);
            recommendations();
            sources();
            notJudged();
            contacts();
        }

        private void details() throws IOException {
            page.tableHead(
                    List.of("Image", "Medium", "Low", "Unrated", "Not judged", "Coverage", "Since the last report"));
            for (ImageSummary image : report.images()) {
                page.row(List.of(
                        Markdown.text(image.name()),
                        Words.count(image.counts().medium(), image),
                        Words.count(image.counts().low(), image),
                        image.error().isPresent()
                                ? "not judged"
                                : Words.count(image.counts().unspecified(), image),
                        Words.notJudged(image),
                        Words.coverage(image.coverage()),
                        changes(image)));
            }
            page.blank();
        }

        private static String changes(ImageSummary image) {
            return image.changes()
                    .map(changes -> changes.added() + " new, " + changes.gone() + " gone since "
                            + changes.since().truncatedTo(ChronoUnit.SECONDS))
                    .orElse("first report");
        }

        private void verdict() throws IOException {
            page.heading(2, "Verdict: " + Words.verdict(header.verdict()));
            page.line("By " + Markdown.text(header.policy()) + ".");
            page.blank();
            for (ImageSummary image : report.images()) {
                page.line("- **" + Markdown.text(image.name()) + "** (" + Markdown.code(image.reference()) + "): "
                        + Words.verdict(image.verdict()) + why(image));
                for (RuleRow rule : image.rules()) {
                    if (isTold(rule)) {
                        page.line("  - " + Words.verdict(rule.verdict()) + " " + Markdown.text(rule.rule()) + ": "
                                + Markdown.text(rule.words())
                                + (rule.remedy().isEmpty() ? "" : "; " + Markdown.text(rule.remedy())));
                    }
                }
            }
            if (!header.unusedWaivers().isEmpty()) {
                page.line("- These waivers match nothing in any image; remove them from the policy: "
                        + header.unusedWaivers().stream().map(Markdown::text).collect(Collectors.joining("; ")));
            }
            page.blank();
        }

        private static String why(ImageSummary image) {
            return image.error()
                    .map(error -> ", it could not be scanned: " + Markdown.text(error))
                    .orElse("; " + Markdown.text(image.words()));
        }

        /** Broken rules, and kept ones that somebody should act on. */
        private static boolean isTold(RuleRow rule) {
            return !rule.verdict().equals("pass")
                    || !rule.remedy().isEmpty()
                    || rule.rule().equals("coverage/fixes-only");
        }

        private void recommendations() throws IOException {
            page.heading(2, "Recommendations");
            for (int i = 0; i < report.images().size(); i++) {
                RemedyList remedies = new RemedyList();
                report.findings(i, remedies::add);
                if (report.images().size() > 1) {
                    page.heading(3, Markdown.text(report.images().get(i).name()));
                }
                if (remedies.isEmpty()) {
                    page.line(nothingToMend(report.images().get(i)));
                    page.blank();
                } else {
                    remedies.write(page);
                }
            }
        }

        private static String nothingToMend(ImageSummary image) {
            if (image.error().isPresent()) {
                return "It could not be scanned, so nothing is known of it.";
            }
            boolean whole = image.coverage().complete();
            return whole
                    ? "Nothing to mend: no finding counts against this image."
                    : "Nothing is known that counts, but not everything was judged: see below.";
        }

        private void sources() throws IOException {
            Map<String, SourceRow> oldest = new TreeMap<>();
            for (ImageSummary image : report.images()) {
                for (SourceRow source : image.sources()) {
                    oldest.merge(source.source(), source, SummaryFormat::older);
                }
            }
            if (oldest.isEmpty()) {
                return;
            }
            page.heading(2, "Sources");
            page.tableHead(List.of("Source", "Data of", "Last confirmed"));
            for (SourceRow source : oldest.values()) {
                page.row(List.of(
                        Markdown.text(source.source()),
                        source.date()
                                .map(date ->
                                        date.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse("not stated"),
                        source.confirmed()
                                .map(time -> time.truncatedTo(ChronoUnit.SECONDS) + ", "
                                        + Words.age(time, header.generated()))
                                .orElse("not known")));
            }
            page.blank();
        }

        private void notJudged() throws IOException {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < report.images().size(); i++) {
                String name = report.images().get(i).name();
                List<UnjudgedRow> rows = new ArrayList<>();
                int[] count = {0};
                report.unjudged(i, row -> {
                    if (count[0]++ < LISTED) {
                        rows.add(row);
                    }
                });
                for (UnjudgedRow row : rows) {
                    lines.add("- " + Markdown.text(name) + ": " + words(row));
                }
                if (count[0] > LISTED) {
                    lines.add("- " + Markdown.text(name) + ": and " + (count[0] - LISTED)
                            + " more; security-scan-results.json has each");
                }
            }
            if (lines.isEmpty()) {
                return;
            }
            page.heading(2, "Not judged");
            for (String line : lines) {
                page.line(line);
            }
            page.blank();
        }

        private static String words(UnjudgedRow row) {
            String what = row.version().isEmpty() ? row.name() : row.name() + " " + row.version();
            return Markdown.text(row.kind()) + " " + Markdown.text(what) + " (" + Markdown.text(row.reason()) + "): "
                    + Markdown.text(row.detail());
        }

        private void contacts() throws IOException {
            if (header.contacts().isEmpty()) {
                return;
            }
            page.heading(2, "Contacts");
            for (Map.Entry<String, String> contact : new TreeMap<>(header.contacts()).entrySet()) {
                page.line("- " + Markdown.text(contact.getKey()) + ": " + Markdown.text(contact.getValue()));
            }
            page.blank();
        }
    }

    private static SourceRow older(SourceRow a, SourceRow b) {
        if (a.confirmed().isEmpty() || b.confirmed().isEmpty()) {
            return a.confirmed().isEmpty() ? a : b;
        }
        return a.confirmed().get().isBefore(b.confirmed().get()) ? a : b;
    }
}
