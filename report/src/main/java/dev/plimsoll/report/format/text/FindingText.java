package dev.plimsoll.report.format.text;

import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.Layer;
import dev.plimsoll.report.Report;
import dev.plimsoll.scan.Evidence;
import dev.plimsoll.scan.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines of one finding. */
final class FindingText {
    private final Report report;
    private final TextWriter out;

    FindingText(Report report, TextWriter out) {
        this.report = report;
        this.out = out;
    }

    void write(Finding finding) throws IOException {
        String aliases = finding.aliases().isEmpty() ? "" : " (" + String.join(", ", finding.aliases()) + ")";
        out.line("    ✗ " + out.style().severity(finding.severity()) + " " + SafeText.line(finding.id())
                + out.style().dim(SafeText.line(aliases))
                + finding.exploitation()
                        .knownExploitedSince()
                        .map(day -> "  " + out.style().warning("known exploited since " + day))
                        .orElse(""));
        Evidence first = finding.evidence().get(0);
        if (!first.summary().isEmpty()) {
            out.line("      " + SafeText.line(shortened(first.summary())));
        }
        out.field(6, "Affected range", first.range());
        out.field(6, "Fixed version", fix(finding));
        rating(finding);
        if (report.view().epss()) {
            epss(finding.exploitation());
        }
        layer(finding);
        if (report.view().details()) {
            details(finding);
        }
        out.line();
    }

    private void rating(Finding finding) throws IOException {
        Optional<Rating> scored = finding.rating()
                .filter(rating -> rating.score().isPresent())
                .or(() -> finding.ratings().stream()
                        .filter(rating -> rating.score().isPresent())
                        .findFirst());
        if (scored.isPresent()) {
            out.field(6, "CVSS Score", Double.toString(scored.get().score().orElseThrow()));
            out.field(6, "CVSS Vector", scored.get().vector());
        }
        Optional<Rating> word =
                finding.rating().filter(rating -> rating.scheme().equals("word"));
        if (word.isPresent()) {
            out.field(6, "Severity by", word.get().source() + ": " + word.get().vector());
        }
    }

    private void epss(Exploitation exploitation) throws IOException {
        if (exploitation.epssScore().isPresent()) {
            out.field(
                    6,
                    "EPSS Score",
                    String.format(Locale.ROOT, "%.6f", exploitation.epssScore().getAsDouble()));
            out.field(
                    6,
                    "EPSS Percentile",
                    String.format(
                            Locale.ROOT, "%.6f", exploitation.epssPercentile().orElse(0)));
        }
    }

    private void layer(Finding finding) throws IOException {
        List<Layer> layers = report.result().image().layers();
        if (layers.size() < 2 || finding.layer().isEmpty()) {
            return;
        }
        int index = finding.layer().getAsInt();
        String line = index < layers.size() ? layers.get(index).createdBy() : "";
        String base = switch (finding.introducedBy()) {
            case BASE -> ", of the base image";
            case OWN -> ", above the base image";
            case UNKNOWN -> "";
        };
        out.field(6, "Layer", index + base + (line.isEmpty() ? "" : ": " + shortened(line)));
    }

    private void details(Finding finding) throws IOException {
        for (Evidence evidence : finding.evidence()) {
            String says = switch (evidence.fixState()) {
                case NOT_AFFECTED -> "says not affected";
                case FIXED -> "affected " + evidence.range() + ", fixed in " + evidence.fixedVersion();
                case NOT_FIXED -> "affected " + evidence.range() + ", not fixed";
                case WILL_NOT_FIX -> "affected " + evidence.range() + ", will not be fixed";
                case END_OF_LIFE -> "affected " + evidence.range() + ", release past its end of life";
            };
            out.field(
                    6,
                    "Record",
                    evidence.advisory() + " (" + evidence.feed() + "): "
                            + evidence.key().name() + " " + evidence.comparedVersion() + " " + says);
            out.field(6, "  Evidence", evidence.text());
            out.field(6, "  Reference", evidence.reference());
        }
        for (Rating rating : finding.ratings()) {
            out.field(
                    6,
                    "Rating",
                    rating.source() + " " + rating.scheme() + " " + rating.vector()
                            + (rating.score().isPresent() ? " " + rating.score().getAsDouble() : ""));
        }
    }

    static String fix(Finding finding) {
        return switch (finding.fixState()) {
            case FIXED -> finding.fixedVersion();
            case NOT_FIXED, NOT_AFFECTED -> "not fixed";
            case WILL_NOT_FIX -> "not fixed, and will not be";
            case END_OF_LIFE -> "not fixed: the release is past its end of life";
        };
    }

    /** Long texts end in an ellipsis, never in the middle of a character. */
    static String shortened(String text) {
        int limit = 160;
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
    }
}
