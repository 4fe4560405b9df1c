package dev.plimsoll.report.master;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.plimsoll.report.Report;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Suppressed;
import java.io.IOException;
import java.io.OutputStream;

/** One scan as JSON, by {@code docs/report-schema.json}. */
public final class ScanJson {
    /** Version of the schema: the first number changes when a reader must. */
    public static final String SCHEMA_VERSION = "1.0";

    private final Report report;
    private final ScanResult result;
    private final JsonGenerator json;
    private final ComponentIndex components;

    private ScanJson(Report report, JsonGenerator json) {
        this.report = report;
        this.result = report.result();
        this.json = json;
        this.components = new ComponentIndex(result);
    }

    /** Writes a scan as UTF-8; does not close {@code out}. */
    public static void write(Report report, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonParts.generator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new ScanJson(report, json).write();
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("schemaVersion", SCHEMA_VERSION);
        JsonParts.tool(json, report.plimsollVersion());
        json.writeStringField("scannedAt", result.scannedAt().toString());
        new ImagePart(json).write(result);
        writeSummary();
        new ComponentPart(json).writeAll(result);
        writeFindings();
        writeSuppressed();
        new InventoryPart(json).write(result);
        JsonParts.strings(json, "notes", result.notes());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void writeSummary() throws IOException {
        int shown = report.filter().apply(result.findings()).size();
        SummaryPart part = new SummaryPart(json);
        json.writeObjectFieldStart("summary");
        part.findings(Summaries.counts(result, 0), shown);
        part.coverage(Summaries.coverage(result));
        json.writeStringField("words", Summaries.words(result));
        json.writeEndObject();
    }

    private void writeFindings() throws IOException {
        FindingPart part = new FindingPart(json);
        json.writeArrayFieldStart("findings");
        for (Finding finding : result.findings()) {
            json.writeStartObject();
            part.write(finding, components.of(finding));
            part.writeDockerfile(finding, result.dockerfile());
            json.writeBooleanField("shown", report.filter().shows(finding));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeSuppressed() throws IOException {
        FindingPart part = new FindingPart(json);
        json.writeArrayFieldStart("suppressed");
        for (Suppressed each : result.suppressed()) {
            json.writeStartObject();
            part.write(each.finding(), components.of(each.finding()));
            part.writeDockerfile(each.finding(), result.dockerfile());
            json.writeStringField("reason", each.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
