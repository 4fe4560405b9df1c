package dev.plimsoll.report.format.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * GitLab's security report for {@code artifacts: reports: container_scanning}, by version 15.2 of its schema. All images of the run are
 * in one report. GitLab knows no accepted risk: a waived finding is there and says so in its description; GitLab's own dismissal is the
 * place to hide it. What was not judged stands in the messages of the scan.
 */
public final class GitLabFormat implements DocumentFormat {
    private static final String SCHEMA_VERSION = "15.2.1";
    private static final int MOST_MESSAGES = 1000;

    /** GitLab wants times in UTC without a letter for it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public String fileName() {
        return "gl-container-scanning-report.json";
    }

    @Override
    public void write(ReportDocument report, OutputStream out) throws IOException {
        List<ImageSummary> images = report.images();
        int[] hidden = new int[images.size()];
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            // A document that an error ends is not to look like a whole one.
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            json.writeStartObject();
            json.writeStringField("version", SCHEMA_VERSION);
            json.writeArrayFieldStart("vulnerabilities");
            for (int i = 0; i < images.size(); i++) {
                int image = i;
                VulnerabilityWriter writer = new VulnerabilityWriter(json, images.get(i));
                report.findings(i, row -> {
                    if (row.shown()) {
                        writer.write(row);
                    } else {
                        hidden[image]++;
                    }
                });
                report.suppressed(i, writer::write);
            }
            json.writeEndArray();
            new Scan(report, json).write(hidden);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** What the report says of the scan. */
    private static final class Scan {
        private final ReportDocument report;
        private final List<ImageSummary> images;
        private final JsonGenerator json;

        Scan(ReportDocument report, JsonGenerator json) {
            this.report = report;
            this.images = report.images();
            this.json = json;
        }

        void write(int[] hidden) throws IOException {
            boolean failed = images.stream().anyMatch(image -> image.error().isPresent());
            Instant start = images.stream()
                    .map(ImageSummary::scannedAt)
                    .min(Instant::compareTo)
                    .orElse(report.header().generated());
            json.writeObjectFieldStart("scan");
            json.writeStringField("type", "container_scanning");
            json.writeStringField("status", failed ? "failure" : "success");
            json.writeStringField("start_time", TIME.format(start));
            json.writeStringField("end_time", TIME.format(report.header().generated()));
            tool("analyzer");
            tool("scanner");
            json.writeArrayFieldStart("messages");
            for (int i = 0; i < images.size(); i++) {
                messages(i, hidden[i]);
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        private void tool(String field) throws IOException {
            json.writeObjectFieldStart(field);
            json.writeStringField("id", "plimsoll");
            json.writeStringField("name", "Plimsoll");
            json.writeStringField("version", SafeText.line(report.header().toolVersion()));
            json.writeObjectFieldStart("vendor");
            json.writeStringField("name", "Plimsoll");
            json.writeEndObject();
            json.writeEndObject();
        }

        private void messages(int index, int hidden) throws IOException {
            ImageSummary image = images.get(index);
            if (image.error().isPresent()) {
                message(
                        "fatal",
                        image.name() + " could not be scanned: " + image.error().get());
            }
            message(
                    image.verdict().equals("pass") ? "info" : "warn",
                    image.name() + ": " + image.verdict() + "; " + image.words());
            int[] seen = {0};
            report.unjudged(index, row -> {
                if (seen[0]++ < MOST_MESSAGES) {
                    message("warn", image.name() + ": " + words(row));
                }
            });
            if (seen[0] > MOST_MESSAGES) {
                message("warn", image.name() + ": and " + (seen[0] - MOST_MESSAGES) + " more that were not judged");
            }
            if (hidden > 0) {
                message("info", image.name() + ": " + hidden + " findings are hidden by the filters of the run");
            }
        }

        private static String words(UnjudgedRow row) {
            String what = row.version().isEmpty() ? row.name() : row.name() + " " + row.version();
            return "not judged: " + what + " (" + row.reason() + "): " + row.detail();
        }

        private void message(String level, String text) throws IOException {
            json.writeStartObject();
            json.writeStringField("level", level);
            json.writeStringField("value", SafeText.oneLine(text, 1000));
            json.writeEndObject();
        }
    }
}
