package dev.plimsoll.report.format.vex;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * CycloneDX 1.6: each image as a component that holds its components, and one vulnerability for each finding, with the analysis of those
 * that somebody accepted or explained.
 */
public final class VexFormat implements DocumentFormat {
    @Override
    public String id() {
        return "cyclonedx-vex";
    }

    @Override
    public String fileName() {
        return "security-findings.cdx.json";
    }

    @Override
    public void write(ReportDocument report, OutputStream out) throws IOException {
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            // A document that an error ends is not to look like a whole one.
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            new Bom(report, json).write();
            json.writeRaw('\n');
        }
    }

    /** One document while it is written. */
    private static final class Bom {
        private final ReportDocument report;
        private final JsonGenerator json;
        private final List<ImageSummary> images;
        private final int[] hidden;

        Bom(ReportDocument report, JsonGenerator json) {
            this.report = report;
            this.json = json;
            this.images = report.images();
            this.hidden = new int[images.size()];
        }

        void write() throws IOException {
            json.writeStartObject();
            json.writeStringField("bomFormat", "CycloneDX");
            json.writeStringField("specVersion", "1.6");
            json.writeStringField("serialNumber", "urn:uuid:" + serialNumber());
            json.writeNumberField("version", 1);
            metadata();
            Refs refs = new Refs();
            json.writeArrayFieldStart("components");
            ImagePart part = new ImagePart(report, json, refs);
            for (int i = 0; i < images.size(); i++) {
                part.write(i);
            }
            json.writeEndArray();
            compositions();
            vulnerabilities(new VulnerabilityPart(json, refs));
            hidden();
            json.writeEndObject();
        }

        /** The same run gives the same document, bit by bit. */
        private UUID serialNumber() {
            StringBuilder text = new StringBuilder(report.header().generated().toString());
            images.forEach(image ->
                    text.append('\n').append(image.reference()).append('@').append(image.digest()));
            return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        }

        private void metadata() throws IOException {
            Header header = report.header();
            json.writeObjectFieldStart("metadata");
            json.writeStringField(
                    "timestamp",
                    header.generated().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeObjectFieldStart("tools");
            json.writeArrayFieldStart("components");
            json.writeStartObject();
            json.writeStringField("type", "application");
            json.writeStringField("name", "plimsoll");
            json.writeStringField("version", SafeText.line(header.toolVersion()));
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayFieldStart("properties");
            Cdx.property(json, "verdict", header.verdict());
            Cdx.property(json, "policy", header.policy());
            json.writeEndArray();
            json.writeEndObject();
        }

        /** How far the lists of components and vulnerabilities go. */
        private void compositions() throws IOException {
            json.writeArrayFieldStart("compositions");
            for (int i = 0; i < images.size(); i++) {
                json.writeStartObject();
                json.writeStringField("aggregate", images.get(i).coverage().complete() ? "complete" : "incomplete");
                json.writeArrayFieldStart("assemblies");
                json.writeString(Refs.image(i));
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private void vulnerabilities(VulnerabilityPart part) throws IOException {
            json.writeArrayFieldStart("vulnerabilities");
            for (int i = 0; i < images.size(); i++) {
                int image = i;
                report.findings(i, row -> {
                    if (row.shown()) {
                        part.write(image, row);
                    } else {
                        hidden[image]++;
                    }
                });
                report.suppressed(i, row -> part.write(image, row));
            }
            json.writeEndArray();
        }

        private void hidden() throws IOException {
            json.writeArrayFieldStart("properties");
            for (int i = 0; i < hidden.length; i++) {
                if (hidden[i] > 0) {
                    Cdx.property(json, "hidden-by-filters:" + Refs.image(i), Integer.toString(hidden[i]));
                }
            }
            json.writeEndArray();
        }
    }
}
