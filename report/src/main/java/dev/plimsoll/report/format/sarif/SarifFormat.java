package dev.plimsoll.report.format.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * SARIF 2.1.0 for GitHub code scanning and editors. Each image is a run of its own; what was not judged stands in the run's notifications.
 * The limits of GitHub are kept: the worst findings come first, the rest is counted and its first are named.
 */
public final class SarifFormat implements DocumentFormat {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final SarifLimits limits;

    /** Within the limits of GitHub. */
    public SarifFormat() {
        this(SarifLimits.GITHUB);
    }

    SarifFormat(SarifLimits limits) {
        this.limits = limits;
    }

    @Override
    public String id() {
        return "sarif";
    }

    @Override
    public String fileName() {
        return "security-results.sarif";
    }

    @Override
    public void write(ReportDocument report, OutputStream out) throws IOException {
        List<ImageSummary> images = report.images();
        List<Integer> order = order(images);
        RunIds ids = new RunIds(images);
        long budget = limits.compressedBytes();
        try (JsonGenerator json = SarifJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            for (int i = 0; i < order.size(); i++) {
                int index = order.get(i);
                long share = budget / (order.size() - i);
                RunPlan plan = RunPlan.of(report, index, images.get(index), limits, share);
                budget -= plan.compressedBytes();
                List<ImageSummary> leftOut = i == 0 ? leftOut(images, order) : List.of();
                new Run(report, index, ids.of(images.get(index)), plan, json).write(leftOut);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** The images that get a run, in the order of the report; if there are too many, those with the worst verdicts. */
    private List<Integer> order(List<ImageSummary> images) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            indexes.add(i);
        }
        indexes.sort(Comparator.comparing(index -> severity(images.get(index).verdict())));
        return indexes.stream().limit(limits.runs()).sorted().toList();
    }

    private static int severity(String verdict) {
        return switch (verdict) {
            case "fail" -> 0;
            case "unjudged" -> 1;
            case "warn" -> 2;
            default -> 3;
        };
    }

    private static List<ImageSummary> leftOut(List<ImageSummary> images, List<Integer> order) {
        List<ImageSummary> result = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (!order.contains(i)) {
                result.add(images.get(i));
            }
        }
        return result;
    }

    /** One run while it is written. */
    private final class Run {
        private final ReportDocument report;
        private final int index;
        private final ImageSummary image;
        private final String id;
        private final RunPlan plan;
        private final JsonGenerator json;

        Run(ReportDocument report, int index, String id, RunPlan plan, JsonGenerator json) {
            this.report = report;
            this.index = index;
            this.image = report.images().get(index);
            this.id = id;
            this.plan = plan;
            this.json = json;
        }

        void write(List<ImageSummary> leftOut) throws IOException {
            json.writeStartObject();
            tool();
            json.writeObjectFieldStart("automationDetails");
            json.writeStringField("id", id);
            json.writeEndObject();
            invocation(leftOut);
            json.writeArrayFieldStart("results");
            ResultWriter results = new ResultWriter(json, image);
            plan.each(report, index, results::write);
            json.writeEndArray();
            json.writeStringField("columnKind", "utf16CodeUnits");
            properties();
            json.writeEndObject();
        }

        private void tool() throws IOException {
            json.writeObjectFieldStart("tool");
            json.writeObjectFieldStart("driver");
            json.writeStringField("name", "Plimsoll");
            json.writeStringField("version", SarifText.line(report.header().toolVersion()));
            json.writeArrayFieldStart("rules");
            RuleWriter rules = new RuleWriter(json);
            int[] written = {0};
            plan.each(report, index, (row, rule) -> {
                if (rule == written[0]) {
                    rules.write(row);
                    written[0]++;
                }
            });
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }

        private void invocation(List<ImageSummary> leftOut) throws IOException {
            json.writeArrayFieldStart("invocations");
            json.writeStartObject();
            json.writeBooleanField("executionSuccessful", image.error().isEmpty());
            json.writeStringField(
                    "endTimeUtc",
                    image.scannedAt().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeArrayFieldStart("toolExecutionNotifications");
            NotificationWriter notifications = new NotificationWriter(json, limits);
            notifications.imagesLeftOut(leftOut);
            notifications.write(report, index, plan);
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        }

        private void properties() throws IOException {
            json.writeObjectFieldStart("properties");
            json.writeStringField("image", SarifText.line(image.reference()));
            json.writeStringField("digest", SarifText.line(image.digest()));
            json.writeStringField("platform", SarifText.line(image.platform()));
            json.writeStringField("verdict", image.verdict());
            json.writeNumberField("percentJudged", image.coverage().percentJudged());
            json.writeEndObject();
        }
    }
}
