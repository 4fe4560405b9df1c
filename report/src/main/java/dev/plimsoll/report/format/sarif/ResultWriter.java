package dev.plimsoll.report.format.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.FindingRow.LineRow;
import dev.plimsoll.report.document.ImageSummary;
import java.io.IOException;
import java.util.OptionalInt;

/** One result for each finding; one that somebody accepted, or that an explanation sets aside, with its suppression. */
final class ResultWriter {
    private final JsonGenerator json;
    private final ImageSummary image;

    ResultWriter(JsonGenerator json, ImageSummary image) {
        this.json = json;
        this.image = image;
    }

    void write(FindingRow row, int rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", RuleWriter.id(row));
        json.writeNumberField("ruleIndex", rule);
        json.writeStringField("level", RuleWriter.level(row.severity()));
        json.writeObjectFieldStart("message");
        json.writeStringField("text", SarifText.message(message(row)));
        json.writeEndObject();
        location(row);
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("primaryLocationLineHash", SarifText.line(row.fingerprint()));
        json.writeEndObject();
        suppressions(row);
        properties(row);
        json.writeEndObject();
    }

    private String message(FindingRow row) {
        StringBuilder text = new StringBuilder()
                .append(row.packageName())
                .append(' ')
                .append(row.packageVersion())
                .append(" in ")
                .append(image.name())
                .append(" has ")
                .append(row.id())
                .append(" (")
                .append(row.severity().equals("unspecified") ? "unrated" : row.severity())
                .append(")")
                .append(row.dockerfile()
                        .map(line -> ", brought by " + line.instruction() + " in " + line.place())
                        .orElse(""))
                .append(". What mends it: ")
                .append(row.remedy())
                .append('.');
        if (!row.why().isEmpty()) {
            text.append(' ').append(row.state()).append(": ").append(row.why()).append('.');
        }
        return text.toString();
    }

    private void location(FindingRow row) throws IOException {
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        if (row.dockerfile().isPresent()) {
            dockerfile(row.dockerfile().get());
        } else {
            artifact(SarifText.relativeUri(row.path(), row.packageName()));
            // A package has no line; GitHub shows no result without one.
            region(1, 1, OptionalInt.of(1));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("name", SarifText.line(row.packageName()));
        json.writeStringField("fullyQualifiedName", SarifText.line(row.purl()));
        json.writeStringField("kind", "package");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** What people can edit; the path in the image stays among the properties. */
    private void dockerfile(LineRow line) throws IOException {
        artifact(SarifText.relativeUri(line.file(), "Dockerfile"));
        region(line.line(), line.endLine(), OptionalInt.empty());
    }

    private void artifact(String uri) throws IOException {
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri);
        json.writeEndObject();
    }

    /** @param column where it begins and ends; empty for whole lines */
    private void region(int line, int endLine, OptionalInt column) throws IOException {
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", line);
        if (column.isPresent()) {
            json.writeNumberField("startColumn", column.getAsInt());
        }
        json.writeNumberField("endLine", endLine);
        if (column.isPresent()) {
            json.writeNumberField("endColumn", column.getAsInt());
        }
        json.writeEndObject();
    }

    /** Always there: SARIF wants it of all results of a run or of none. */
    private void suppressions(FindingRow row) throws IOException {
        json.writeArrayFieldStart("suppressions");
        if (row.state().equals("waived") || row.state().equals("suppressed")) {
            json.writeStartObject();
            json.writeStringField("kind", "external");
            json.writeStringField("status", "accepted");
            json.writeStringField("justification", SarifText.message(row.why()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void properties(FindingRow row) throws IOException {
        json.writeObjectFieldStart("properties");
        json.writeStringField("package", SarifText.line(row.packageName()));
        json.writeStringField("version", SarifText.line(row.packageVersion()));
        json.writeStringField("path", SarifText.line(row.path()));
        json.writeStringField("severity", row.severity());
        json.writeStringField("fixState", row.fixState());
        json.writeStringField("fixedVersion", SarifText.line(row.fixedVersion()));
        json.writeStringField("remedy", SarifText.line(row.remedy()));
        json.writeStringField("state", row.state());
        json.writeBooleanField("new", row.isNew());
        json.writeStringField("introducedBy", row.introducedBy());
        if (row.layer().isPresent()) {
            json.writeNumberField("layer", row.layer().getAsInt());
        }
        if (row.epssScore().isPresent()) {
            json.writeNumberField("epssScore", row.epssScore().getAsDouble());
        }
        json.writeEndObject();
    }
}
