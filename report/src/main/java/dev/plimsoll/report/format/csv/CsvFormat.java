package dev.plimsoll.report.format.csv;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.FindingRow.EvidenceRow;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import dev.plimsoll.report.format.csv.CsvRow.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Records by RFC 4180 with a header. The first column says what a record is: {@code image} (verdict, and how much was judged),
 * {@code finding}, {@code suppressed}, {@code unjudged-component}, {@code unjudged-unidentified}, {@code unjudged-gap} or
 * {@code unjudged-record}.
 */
public final class CsvFormat implements DocumentFormat {
    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String fileName() {
        return "security-findings.csv";
    }

    @Override
    public void write(ReportDocument report, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        CsvWriter csv = new CsvWriter(writer);
        csv.record(CsvRow.header());
        List<ImageSummary> images = report.images();
        for (int i = 0; i < images.size(); i++) {
            ImageSummary image = images.get(i);
            int[] hidden = {0};
            report.findings(i, row -> hidden[0] += row.shown() ? 0 : 1);
            csv.record(image(image, hidden[0]));
            report.findings(i, row -> {
                if (row.shown()) {
                    csv.record(finding("finding", image, row));
                }
            });
            report.suppressed(i, row -> csv.record(finding("suppressed", image, row)));
            report.unjudged(i, row -> csv.record(unjudged(image, row)));
        }
        writer.flush();
    }

    private static List<String> image(ImageSummary image, int hidden) {
        String words = image.error().map(error -> image.words() + ": " + error).orElse(image.words());
        return row("image", image)
                .set(Column.VERDICT, image.verdict())
                .set(
                        Column.DETAIL,
                        hidden == 0 ? words : words + "; " + hidden + " not shown, by the filters of the run")
                .fields();
    }

    private static List<String> finding(String kind, ImageSummary image, FindingRow row) {
        CsvRow fields = row(kind, image)
                .set(Column.ID, row.id())
                .set(Column.ALIASES, String.join(" ", row.aliases()))
                .set(Column.SEVERITY, row.severity())
                .set(
                        Column.KNOWN_EXPLOITED_SINCE,
                        row.knownExploitedSince().map(Object::toString).orElse(""))
                .set(Column.PACKAGE, row.packageName())
                .set(Column.VERSION, row.packageVersion())
                .set(Column.ECOSYSTEM, row.ecosystem())
                .set(Column.PURL, row.purl())
                .set(Column.PATH, row.path())
                .set(Column.INTRODUCED_BY, row.introducedBy())
                .set(Column.FIX_STATE, row.fixState())
                .set(Column.FIXED_VERSION, row.fixedVersion())
                .set(Column.REMEDY, row.remedy())
                .set(Column.STATE, row.state())
                .set(Column.REASON, row.why())
                .set(Column.DETAIL, row.summary())
                .set(Column.PUBLISHED, row.published().map(Object::toString).orElse(""))
                .set(Column.NEW, Boolean.toString(row.isNew()))
                .set(Column.FINGERPRINT, row.fingerprint());
        row.rating().ifPresent(rating -> {
            fields.set(Column.SCORE_SOURCE, rating.source()).set(Column.VECTOR, rating.vector());
            rating.score().ifPresent(score -> fields.set(Column.SCORE, plain(score)));
        });
        row.epssScore().ifPresent(score -> fields.set(Column.EPSS_SCORE, plain(score)));
        row.dockerfile().ifPresent(line -> fields.set(Column.DOCKERFILE, line.place()));
        row.layer().ifPresent(layer -> fields.set(Column.LAYER, Integer.toString(layer)));
        row.evidence().stream()
                .map(EvidenceRow::reference)
                .filter(reference -> !reference.isEmpty())
                .findFirst()
                .ifPresent(reference -> fields.set(Column.REFERENCE, reference));
        return fields.fields();
    }

    private static List<String> unjudged(ImageSummary image, UnjudgedRow row) {
        return row("unjudged-" + row.kind(), image)
                .set(Column.PACKAGE, row.name())
                .set(Column.VERSION, row.version())
                .set(Column.ECOSYSTEM, row.ecosystem())
                .set(Column.PATH, row.path())
                .set(Column.REASON, row.reason())
                .set(Column.DETAIL, row.detail())
                .fields();
    }

    private static CsvRow row(String kind, ImageSummary image) {
        return new CsvRow(kind).set(Column.IMAGE, image.reference()).set(Column.DIGEST, image.digest());
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }
}
