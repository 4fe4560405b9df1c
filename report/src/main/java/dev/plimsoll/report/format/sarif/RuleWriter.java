package dev.plimsoll.report.format.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.report.WebAddress;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.FindingRow.EvidenceRow;
import dev.plimsoll.report.document.FindingRow.RatingRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/** One rule for each flaw, described by the first and so the worst finding of it. */
final class RuleWriter {
    private final JsonGenerator json;

    RuleWriter(JsonGenerator json) {
        this.json = json;
    }

    static String id(FindingRow row) {
        return SarifText.line(row.id());
    }

    void write(FindingRow row) throws IOException {
        String title =
                row.summary().isEmpty() ? row.id() + " in " + row.packageName() : row.id() + ": " + row.summary();
        json.writeStartObject();
        json.writeStringField("id", id(row));
        text("shortDescription", SarifText.message(title));
        text("fullDescription", SarifText.message(description(row)));
        Optional<String> reference = reference(row);
        if (reference.isPresent()) {
            json.writeStringField("helpUri", reference.get());
        }
        json.writeObjectFieldStart("help");
        json.writeStringField("text", SarifText.message(row.packageName() + ": " + row.remedy()) + " " + OTHERS);
        json.writeStringField("markdown", help(row, reference));
        json.writeEndObject();
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(row.severity()));
        json.writeEndObject();
        properties(row);
        json.writeEndObject();
    }

    private static final String OTHERS = "Where other packages have this flaw, their results name what mends them.";

    private static String description(FindingRow row) {
        StringBuilder text = new StringBuilder(row.id()).append(" is rated ").append(row.severity());
        row.rating().ifPresent(rating -> text.append(" by ").append(rating.source()));
        row.knownExploitedSince()
                .ifPresent(day -> text.append("; known to be exploited since ").append(day));
        if (!row.summary().isEmpty()) {
            text.append(". ").append(row.summary());
        }
        return text.toString();
    }

    private static String help(FindingRow row, Optional<String> reference) {
        StringBuilder text =
                new StringBuilder("**").append(SarifText.markdown(row.id())).append("**");
        if (!row.summary().isEmpty()) {
            text.append("\n\n").append(SarifText.markdown(row.summary()));
        }
        text.append("\n\n**What mends it** in ")
                .append(SarifText.markdown(row.packageName() + " " + row.packageVersion()));
        text.append(": ")
                .append(
                        row.remedyKind().equals("none")
                                ? SarifText.markdown(row.remedy())
                                : SarifText.code(row.remedy()));
        text.append("\n\n").append(OTHERS);
        for (RatingRow rating : row.ratings()) {
            text.append("\n\n").append(SarifText.markdown(rating.source() + ": " + rating.severity()));
            rating.score()
                    .ifPresent(score ->
                            text.append(' ').append(BigDecimal.valueOf(score).toPlainString()));
            text.append(rating.vector().isEmpty() ? "" : " " + SarifText.code(rating.vector()));
        }
        row.knownExploitedSince()
                .ifPresent(day -> text.append("\n\nKnown to be exploited since ")
                        .append(day)
                        .append('.'));
        reference.ifPresent(link -> text.append("\n\n<").append(link).append('>'));
        return text.toString();
    }

    private static Optional<String> reference(FindingRow row) {
        return row.evidence().stream()
                .map(EvidenceRow::reference)
                .flatMap(address -> WebAddress.of(address).stream())
                .findFirst();
    }

    private void properties(FindingRow row) throws IOException {
        json.writeObjectFieldStart("properties");
        Optional<String> severity = securitySeverity(row);
        if (severity.isPresent()) {
            json.writeStringField("security-severity", severity.get());
        }
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        json.writeString("vulnerability");
        json.writeString(row.severity());
        if (row.knownExploitedSince().isPresent()) {
            json.writeString("known-exploited");
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void text(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    /** Unrated is a warning: nobody knows that it is harmless. */
    static String level(String severity) {
        return switch (severity) {
            case "critical", "high" -> "error";
            case "low" -> "note";
            default -> "warning";
        };
    }

    /**
     * GitHub's number from 0.0 to 10.0: the score of the rating that decides; for a word without a score the middle of that word's band in
     * CVSS. An unrated finding has none.
     */
    static Optional<String> securitySeverity(FindingRow row) {
        OptionalDouble score = row.rating().map(RatingRow::score).orElse(OptionalDouble.empty());
        if (score.isPresent() && score.getAsDouble() > 0) {
            return Optional.of(BigDecimal.valueOf(score.getAsDouble()).toPlainString());
        }
        return switch (row.severity()) {
            case "critical" -> Optional.of("9.5");
            case "high" -> Optional.of("8.0");
            case "medium" -> Optional.of("5.5");
            case "low" -> Optional.of("2.0");
            default -> Optional.empty();
        };
    }
}
