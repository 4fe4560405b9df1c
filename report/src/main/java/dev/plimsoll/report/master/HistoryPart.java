package dev.plimsoll.report.master;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.document.RunRow.ImageRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs of the past, in few numbers. */
final class HistoryPart {
    private final JsonGenerator json;

    HistoryPart(JsonGenerator json) {
        this.json = json;
    }

    void write(String field, List<RunRow> runs) throws IOException {
        json.writeArrayFieldStart(field);
        for (RunRow run : runs) {
            json.writeStartObject();
            json.writeStringField("generated", run.generated().toString());
            json.writeStringField("verdict", run.verdict());
            json.writeArrayFieldStart("images");
            for (ImageRun image : run.images()) {
                image(image);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void image(ImageRun image) throws IOException {
        json.writeStartObject();
        json.writeStringField("reference", image.reference());
        json.writeStringField("repository", image.repository());
        json.writeStringField("verdict", image.verdict());
        if (image.counts().isPresent()) {
            new SummaryPart(json).formerFindings(image.counts().get());
        }
        json.writeNumberField("percentJudged", image.percentJudged());
        json.writeBooleanField("complete", image.complete());
        json.writeEndObject();
    }

    static List<RunRow> read(List<Fields> runs) {
        List<RunRow> result = new ArrayList<>();
        for (Fields run : runs) {
            List<ImageRun> images = new ArrayList<>();
            run.objects("images").forEach(image -> images.add(image(image)));
            result.add(new RunRow(run.instant("generated"), run.text("verdict"), images));
        }
        return result;
    }

    private static ImageRun image(Fields image) {
        return new ImageRun(
                image.text("reference"),
                image.text("repository"),
                image.text("verdict"),
                image.optionalObject("findings").map(SummaryReader::counts),
                image.number("percentJudged"),
                image.truth("complete"));
    }
}
