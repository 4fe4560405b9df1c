package dev.plimsoll.report.format.vex;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;

/** An image as a component that holds its components, with the verdict and what was not judged as properties. */
final class ImagePart {
    private final ReportDocument report;
    private final JsonGenerator json;
    private final Refs refs;

    ImagePart(ReportDocument report, JsonGenerator json, Refs refs) {
        this.report = report;
        this.json = json;
        this.refs = refs;
    }

    void write(int index) throws IOException {
        ImageSummary image = report.images().get(index);
        json.writeStartObject();
        json.writeStringField("type", "container");
        json.writeStringField("bom-ref", Refs.image(index));
        json.writeStringField("name", SafeText.line(image.reference()));
        Cdx.field(json, "version", image.digest());
        json.writeArrayFieldStart("properties");
        Cdx.property(json, "name", image.name());
        Cdx.property(json, "verdict", image.verdict());
        Cdx.property(json, "coverage", image.words());
        Cdx.property(json, "error", image.error().orElse(""));
        Cdx.property(json, "platform", image.platform());
        Cdx.property(json, "distribution", image.distro());
        report.unjudged(index, row -> Cdx.property(json, "not-judged", words(row)));
        json.writeEndArray();
        json.writeArrayFieldStart("components");
        report.components(index, row -> {
            if (refs.add(index, row)) {
                component(index, row);
            }
        });
        json.writeEndArray();
        json.writeEndObject();
    }

    private void component(int index, ComponentRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "library");
        json.writeStringField("bom-ref", Refs.of(index, row));
        json.writeStringField("name", SafeText.line(row.name()));
        Cdx.field(json, "version", row.version());
        if (!row.licences().isEmpty()) {
            json.writeArrayFieldStart("licenses");
            for (String licence : row.licences()) {
                json.writeStartObject();
                json.writeObjectFieldStart("license");
                json.writeStringField("name", licence.isEmpty() ? "unknown" : SafeText.line(licence));
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        Cdx.field(json, "purl", row.purl());
        json.writeArrayFieldStart("properties");
        Cdx.property(json, "path", row.path());
        Cdx.property(json, "judged", row.level());
        Cdx.property(json, "reason", row.reason());
        Cdx.property(json, "source", row.source());
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String words(UnjudgedRow row) {
        String what = row.version().isEmpty() ? row.name() : row.name() + " " + row.version();
        return row.kind() + " " + what + " (" + row.reason() + "): " + row.detail();
    }
}
