package dev.plimsoll.report.format.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;
import java.util.List;

/** What the run has to say beside its results: the verdict, what was not judged, and what did not fit. */
final class NotificationWriter {
    private final JsonGenerator json;
    private final SarifLimits limits;

    NotificationWriter(JsonGenerator json, SarifLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    /** The notifications of one image. */
    void write(ReportDocument report, int index, RunPlan plan) throws IOException {
        ImageSummary image = report.images().get(index);
        if (image.error().isPresent()) {
            write(
                    "scan/failed",
                    "error",
                    image.name() + " could not be scanned: " + image.error().get());
        }
        write("verdict", level(image.verdict()), image.name() + ": " + image.verdict() + "; " + image.words());
        for (RuleRow rule : image.rules()) {
            if (!rule.verdict().equals("pass")) {
                write(rule.rule(), level(rule.verdict()), rule.verdict() + ": " + rule.words() + "; " + rule.remedy());
            }
        }
        unjudged(report, index);
        if (plan.leftOut() > 0) {
            write(
                    "limits/results",
                    "error",
                    plan.leftOut()
                            + " findings that are no worse than those here did not fit into this file; the first of"
                            + " them: " + String.join(", ", plan.leftOutNames()));
        }
        if (plan.hidden() > 0) {
            write("filters", "note", plan.hidden() + " findings are hidden by the filters of the run");
        }
        for (String note : image.notes()) {
            write("note", "note", note);
        }
    }

    /** Images for which there is no run. */
    void imagesLeftOut(List<ImageSummary> images) throws IOException {
        for (ImageSummary image : images) {
            write(
                    "limits/runs",
                    "error",
                    image.name() + " is not in this file, which holds at most " + limits.runs() + " images: "
                            + image.verdict() + "; " + image.words());
        }
    }

    private void unjudged(ReportDocument report, int index) throws IOException {
        int[] seen = {0};
        report.unjudged(index, row -> {
            if (seen[0]++ < limits.notifications()) {
                write("coverage/" + row.kind(), "warning", words(row));
            }
        });
        if (seen[0] > limits.notifications()) {
            write(
                    "limits/notifications",
                    "warning",
                    "and " + (seen[0] - limits.notifications()) + " more that were not judged");
        }
    }

    private static String words(UnjudgedRow row) {
        String what = row.version().isEmpty() ? row.name() : row.name() + " " + row.version();
        String where = row.path().isEmpty() || row.path().equals(row.name()) ? "" : " at " + row.path();
        return "not judged: " + what + where + " (" + row.reason() + "): " + row.detail();
    }

    private static String level(String verdict) {
        return switch (verdict) {
            case "fail" -> "error";
            case "pass" -> "note";
            default -> "warning";
        };
    }

    private void write(String id, String level, String text) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("descriptor");
        json.writeStringField("id", id);
        json.writeEndObject();
        json.writeStringField("level", level);
        json.writeObjectFieldStart("message");
        json.writeStringField("text", SarifText.message(text));
        json.writeEndObject();
        json.writeEndObject();
    }
}
