package dev.plimsoll.report.master;

import static dev.plimsoll.report.master.JsonParts.optional;
import static dev.plimsoll.report.master.JsonParts.strings;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.report.document.ImageSummary.Changes;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import dev.plimsoll.report.document.ImageSummary.SourceRow;
import java.io.IOException;

/** An image in numbers and rules. */
final class SummaryPart {
    private final JsonGenerator json;

    SummaryPart(JsonGenerator json) {
        this.json = json;
    }

    /** The counts of one scan. */
    void findings(Counts counts, int shown) throws IOException {
        json.writeObjectFieldStart("findings");
        severities(counts);
        json.writeNumberField("shown", shown);
        json.writeNumberField("suppressed", counts.suppressed());
        json.writeEndObject();
    }

    /** The counts of one scan under a policy. */
    void judgedFindings(Counts counts, int shown) throws IOException {
        json.writeObjectFieldStart("findings");
        severities(counts);
        json.writeNumberField("shown", shown);
        json.writeNumberField("waived", counts.waived());
        json.writeNumberField("suppressed", counts.suppressed());
        json.writeEndObject();
    }

    /** The counts of one image of an earlier run. */
    void formerFindings(Counts counts) throws IOException {
        json.writeObjectFieldStart("findings");
        severities(counts);
        json.writeNumberField("waived", counts.waived());
        json.writeNumberField("suppressed", counts.suppressed());
        json.writeEndObject();
    }

    private void severities(Counts counts) throws IOException {
        json.writeNumberField("critical", counts.critical());
        json.writeNumberField("high", counts.high());
        json.writeNumberField("medium", counts.medium());
        json.writeNumberField("low", counts.low());
        json.writeNumberField("unspecified", counts.unspecified());
        json.writeNumberField("total", counts.total());
    }

    void coverage(CoverageCounts coverage) throws IOException {
        json.writeObjectFieldStart("coverage");
        json.writeNumberField("components", coverage.components());
        json.writeNumberField("judged", coverage.judged());
        json.writeNumberField("judgedFixesOnly", coverage.judgedFixesOnly());
        json.writeNumberField("notJudged", coverage.notJudged());
        json.writeNumberField("unidentified", coverage.unidentified());
        json.writeNumberField("gaps", coverage.gaps());
        json.writeNumberField("unreadableRecords", coverage.unreadableRecords());
        json.writeNumberField("percentJudged", coverage.percentJudged());
        json.writeNumberField("percentJudgedOrFixesOnly", coverage.percentJudgedOrFixesOnly());
        json.writeBooleanField("complete", coverage.complete());
        json.writeEndObject();
    }

    void rules(Iterable<RuleRow> rules) throws IOException {
        json.writeArrayFieldStart("rules");
        for (RuleRow rule : rules) {
            json.writeStartObject();
            json.writeStringField("rule", rule.rule());
            json.writeStringField("verdict", rule.verdict());
            json.writeStringField("words", rule.words());
            strings(json, "subjects", rule.subjects());
            json.writeStringField("remedy", rule.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    void sources(Iterable<SourceRow> sources) throws IOException {
        json.writeArrayFieldStart("sources");
        for (SourceRow source : sources) {
            json.writeStartObject();
            json.writeStringField("source", source.source());
            optional(json, "date", source.date());
            optional(json, "confirmed", source.confirmed());
            json.writeNumberField("components", source.components());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    void changes(Changes changes) throws IOException {
        json.writeObjectFieldStart("changes");
        json.writeStringField("since", changes.since().toString());
        json.writeNumberField("added", changes.added());
        json.writeNumberField("gone", changes.gone());
        json.writeEndObject();
    }
}
