package dev.plimsoll.report.format.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.SeverityCounts;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.CoverageSummary;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Suppressed;
import java.io.IOException;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/** Everything a scan knows, by {@code docs/report-schema.json}. Filters set {@code shown}; nothing is left out. */
public final class JsonFormat implements ReportFormat {
    /** Version of the schema: the first number changes when a reader must. */
    public static final String SCHEMA_VERSION = "1.0";

    @Override
    public String id() {
        return "json";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            // People look at it on terminals: bidirectional overrides and unpaired surrogates stand as escapes.
            json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new Document(report, json).write();
        }
    }

    /** One document while it is written. */
    private static final class Document {
        private final Report report;
        private final ScanResult result;
        private final JsonGenerator json;
        private final IdentityHashMap<Object, Integer> componentIndexes = new IdentityHashMap<>();

        Document(Report report, JsonGenerator json) {
            this.report = report;
            this.result = report.result();
            this.json = json;
            int index = 0;
            for (ComponentCoverage each : result.coverage()) {
                componentIndexes.put(each.component(), index++);
            }
        }

        void write() throws IOException {
            json.writeStartObject();
            json.writeStringField("schemaVersion", SCHEMA_VERSION);
            json.writeObjectFieldStart("tool");
            json.writeStringField("name", "plimsoll");
            json.writeStringField("version", report.plimsollVersion());
            json.writeEndObject();
            json.writeStringField("scannedAt", result.scannedAt().toString());
            new ImagePart(json).write(result);
            writeSummary();
            writeComponents();
            writeFindings();
            writeSuppressed();
            new InventoryPart(json).write(result);
            json.writeArrayFieldStart("notes");
            for (String note : result.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }

        private void writeSummary() throws IOException {
            List<Finding> findings = result.findings();
            SeverityCounts counts = SeverityCounts.of(findings);
            CoverageSummary coverage = result.summary();
            json.writeObjectFieldStart("summary");
            json.writeObjectFieldStart("findings");
            for (var severity : dev.plimsoll.advisory.Severity.values()) {
                json.writeNumberField(severity.name().toLowerCase(Locale.ROOT), counts.of(severity));
            }
            json.writeNumberField("total", counts.total());
            json.writeNumberField("shown", report.filter().apply(findings).size());
            json.writeNumberField("suppressed", result.suppressed().size());
            json.writeEndObject();
            json.writeObjectFieldStart("coverage");
            json.writeNumberField("components", result.coverage().size());
            json.writeNumberField("judged", coverage.judged());
            json.writeNumberField("judgedFixesOnly", coverage.fixesOnly());
            json.writeNumberField("notJudged", coverage.notJudged());
            json.writeNumberField("unidentified", coverage.unidentified());
            json.writeNumberField("gaps", coverage.gaps());
            json.writeNumberField("unreadableRecords", coverage.unreadable());
            json.writeNumberField("percentJudged", coverage.percent(dev.plimsoll.advisory.Coverage.Level.JUDGED));
            json.writeNumberField(
                    "percentJudgedOrFixesOnly",
                    coverage.percent(dev.plimsoll.advisory.Coverage.Level.JUDGED_FIXES_ONLY));
            json.writeBooleanField("complete", coverage.isComplete());
            json.writeEndObject();
            json.writeStringField("words", counts.honest(coverage));
            json.writeEndObject();
        }

        private void writeComponents() throws IOException {
            ComponentPart part = new ComponentPart(json);
            json.writeArrayFieldStart("components");
            for (ComponentCoverage each : result.coverage()) {
                part.write(each);
            }
            json.writeEndArray();
        }

        private void writeFindings() throws IOException {
            FindingPart part = new FindingPart(json);
            json.writeArrayFieldStart("findings");
            for (Finding finding : result.findings()) {
                json.writeStartObject();
                part.write(finding, index(finding));
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
                part.write(each.finding(), index(each.finding()));
                json.writeStringField("reason", each.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private int index(Finding finding) {
            Integer index = componentIndexes.get(finding.component());
            if (index == null) {
                throw new IllegalStateException("a finding's component is one of the inventory's");
            }
            return index;
        }
    }
}
