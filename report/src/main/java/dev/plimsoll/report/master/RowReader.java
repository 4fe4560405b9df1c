package dev.plimsoll.report.master;

import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.FindingRow.EvidenceRow;
import dev.plimsoll.report.document.FindingRow.LineRow;
import dev.plimsoll.report.document.FindingRow.RatingRow;
import dev.plimsoll.report.document.UnjudgedRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rows as {@link FindingPart} and {@link ComponentPart} wrote them. */
final class RowReader {
    private RowReader() {}

    static FindingRow finding(Fields row) {
        Fields standing = row.object("standing");
        Fields remedy = row.object("remedy");
        return finding(
                row,
                new Stand(
                        remedy.text("kind"),
                        remedy.text("text"),
                        standing.text("state"),
                        standing.text("why"),
                        row.truth("new"),
                        row.truth("shown")));
    }

    static FindingRow suppressed(Fields row) {
        return finding(row, new Stand("none", "", "suppressed", row.text("reason"), false, true));
    }

    private record Stand(String remedyKind, String remedy, String state, String why, boolean isNew, boolean shown) {}

    private static FindingRow finding(Fields row, Stand stand) {
        Optional<Fields> exploitation = row.optionalObject("exploitation");
        Fields affected = row.object("package");
        return new FindingRow(
                row.text("id"),
                row.texts("aliases"),
                row.text("severity"),
                row.optionalObject("rating").map(RowReader::rating),
                row.objects("ratings").stream().map(RowReader::rating).toList(),
                exploitation.flatMap(known -> known.optionalDate("knownExploitedSince")),
                exploitation
                        .filter(known ->
                                known.optionalDate("knownExploitedSince").isPresent())
                        .map(known -> known.truth("ransomware"))
                        .orElse(false),
                share(exploitation, "epssScore"),
                share(exploitation, "epssPercentile"),
                row.optionalInstant("published"),
                affected.text("ecosystem"),
                affected.text("name"),
                affected.text("version"),
                row.text("purl"),
                affected.text("path"),
                row.optionalNumber("layer"),
                row.optionalObject("dockerfile").map(RowReader::line),
                row.text("introducedBy"),
                row.text("fixState"),
                row.text("fixedVersion"),
                stand.remedyKind(),
                stand.remedy(),
                row.text("fingerprint"),
                stand.state(),
                stand.why(),
                stand.isNew(),
                stand.shown(),
                evidence(row));
    }

    private static OptionalDouble share(Optional<Fields> exploitation, String field) {
        return exploitation.map(known -> known.optionalDouble(field)).orElse(OptionalDouble.empty());
    }

    private static RatingRow rating(Fields rating) {
        return new RatingRow(
                rating.text("source"),
                rating.text("severity"),
                rating.text("scheme"),
                rating.text("vector"),
                rating.optionalDouble("score"));
    }

    private static LineRow line(Fields line) {
        return new LineRow(line.text("file"), line.number("line"), line.number("endLine"), line.text("instruction"));
    }

    private static List<EvidenceRow> evidence(Fields row) {
        return row.objects("evidence").stream()
                .map(each -> new EvidenceRow(
                        each.text("feed"),
                        each.text("advisory"),
                        each.text("range"),
                        each.text("fixState"),
                        each.text("fixedVersion"),
                        each.text("summary"),
                        each.text("text"),
                        each.text("reference")))
                .toList();
    }

    static UnjudgedRow unjudged(Fields row) {
        return new UnjudgedRow(
                row.text("kind"),
                row.text("name"),
                row.text("version"),
                row.text("ecosystem"),
                row.text("path"),
                row.text("reason"),
                row.text("detail"));
    }

    static ComponentRow component(Fields row) {
        Fields coverage = row.object("coverage");
        return new ComponentRow(
                row.text("ecosystem"),
                row.text("name"),
                row.text("version"),
                row.text("purl"),
                row.objects("locations").stream()
                        .findFirst()
                        .map(at -> at.text("path"))
                        .orElse(""),
                row.texts("licences"),
                coverage.text("level"),
                coverage.text("reason"),
                coverage.text("source"));
    }
}
