package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.FindingRow.EvidenceRow;
import dev.plimsoll.report.document.FindingRow.RatingRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** One finding's values in words. */
final class RowWords {
    private RowWords() {}

    /** One of {@link Words#SEVERITIES}, whatever the row says. */
    static String severity(FindingRow row) {
        return Words.SEVERITIES.contains(row.severity()) ? row.severity() : "unspecified";
    }

    static String fix(FindingRow row) {
        return row.fixedVersion().isEmpty() ? Words.of(Words.FIX, row.fixState()) : row.fixedVersion();
    }

    static String epss(OptionalDouble score) {
        if (score.isEmpty()) {
            return "unknown";
        }
        double value = score.getAsDouble();
        return value < 0.001 ? "< 0.1%" : String.format(Locale.ROOT, "%.1f%%", value * 100);
    }

    static String exploited(FindingRow row) {
        return row.knownExploitedSince().map(LocalDate::toString).orElse("not listed");
    }

    static String place(FindingRow row, int image, List<String> names) {
        StringBuilder place = new StringBuilder(names.size() > 1 ? names.get(image) : "");
        row.layer()
                .ifPresent(layer -> place.append(place.isEmpty() ? "" : ", ")
                        .append("layer ")
                        .append(layer));
        String origin = Words.of(Words.ORIGIN, row.introducedBy());
        return place.append(place.isEmpty() ? "" : ", ").append(origin).toString();
    }

    static OptionalDouble score(FindingRow row) {
        return row.rating().map(RatingRow::score).orElse(OptionalDouble.empty());
    }

    static String rating(FindingRow row) {
        return row.rating()
                .map(rating -> String.join(
                        " ",
                        List.of(
                                rating.source() + ":",
                                rating.severity(),
                                rating.vector().isEmpty() ? rating.scheme() : rating.vector())))
                .orElse("");
    }

    static String record(FindingRow row) {
        return row.evidence().stream()
                .findFirst()
                .map(each -> each.feed() + ": " + each.advisory())
                .orElse("");
    }

    static String range(FindingRow row) {
        return row.evidence().stream().findFirst().map(EvidenceRow::range).orElse("");
    }

    /** The first record's web address, if it is one: nothing but http and https may become a link. */
    static String reference(FindingRow row) {
        for (EvidenceRow evidence : row.evidence()) {
            if (isWebAddress(evidence.reference())) {
                return evidence.reference();
            }
        }
        return "";
    }

    private static boolean isWebAddress(String address) {
        return (address.startsWith("https://") || address.startsWith("http://"))
                && address.chars().allMatch(c -> c > ' ' && c < 127 && "\"'<>`\\".indexOf(c) < 0);
    }
}
