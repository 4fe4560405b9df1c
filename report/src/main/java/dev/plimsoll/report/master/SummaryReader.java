package dev.plimsoll.report.master;

import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.Changes;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import dev.plimsoll.report.document.ImageSummary.SourceRow;
import java.util.List;
import java.util.Set;

/** An image's summary as {@link SummaryPart} and {@link ImagePart} wrote it. */
final class SummaryReader {
    /** What is read of an image; everything else of it is rows. */
    static final Set<String> FIELDS = Set.of(
            "reference",
            "repository",
            "scannedAt",
            "verdict",
            "error",
            "summary",
            "rules",
            "sources",
            "changes",
            "notes",
            "image",
            "distro");

    private SummaryReader() {}

    /** @param name that the report gives the image */
    static ImageSummary read(Fields image, String name) {
        return image.optionalText("error")
                .map(error -> Summaries.failed(
                        image.text("reference"), name, image.text("repository"), image.instant("scannedAt"), error))
                .orElseGet(() -> scanned(image, name));
    }

    private static ImageSummary scanned(Fields image, String name) {
        Fields summary = image.object("summary");
        Fields about = image.object("image");
        return new ImageSummary(
                image.text("reference"),
                name,
                image.text("repository"),
                about.optionalText("digest")
                        .or(() -> about.optionalText("imageId"))
                        .orElse(""),
                about.optionalText("platform").orElse(""),
                about.text("form"),
                image.optionalObject("distro")
                        .map(distro -> distro.text("prettyName"))
                        .orElse(""),
                about.optionalObject("base").map(base -> base.text("name")).orElse(""),
                image.instant("scannedAt"),
                java.util.Optional.empty(),
                image.text("verdict"),
                counts(summary.object("findings")),
                coverage(summary.object("coverage")),
                summary.text("words"),
                rules(image),
                sources(image),
                image.optionalObject("changes").map(SummaryReader::changes),
                image.texts("notes"));
    }

    static Counts counts(Fields findings) {
        return new Counts(
                findings.number("critical"),
                findings.number("high"),
                findings.number("medium"),
                findings.number("low"),
                findings.number("unspecified"),
                findings.number("waived"),
                findings.number("suppressed"));
    }

    private static CoverageCounts coverage(Fields coverage) {
        return new CoverageCounts(
                coverage.number("components"),
                coverage.number("judged"),
                coverage.number("judgedFixesOnly"),
                coverage.number("notJudged"),
                coverage.number("unidentified"),
                coverage.number("gaps"),
                coverage.number("unreadableRecords"),
                coverage.number("percentJudged"),
                coverage.number("percentJudgedOrFixesOnly"),
                coverage.truth("complete"));
    }

    private static List<RuleRow> rules(Fields image) {
        return image.objects("rules").stream()
                .map(rule -> new RuleRow(
                        rule.text("rule"),
                        rule.text("verdict"),
                        rule.text("words"),
                        rule.texts("subjects"),
                        rule.text("remedy")))
                .toList();
    }

    private static List<SourceRow> sources(Fields image) {
        return image.objects("sources").stream()
                .map(source -> new SourceRow(
                        source.text("source"),
                        source.optionalInstant("date"),
                        source.optionalInstant("confirmed"),
                        source.number("components")))
                .toList();
    }

    private static Changes changes(Fields changes) {
        return new Changes(changes.instant("since"), changes.number("added"), changes.number("gone"));
    }
}
