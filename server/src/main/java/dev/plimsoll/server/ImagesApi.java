package dev.plimsoll.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import dev.plimsoll.server.store.ImageRow;
import dev.plimsoll.server.store.ScanState;
import dev.plimsoll.server.store.Scans;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/images}: what was scanned, each image with the latest of its scans that ended. */
final class ImagesApi {
    static final String PATH = "/api/v1/images";
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final Scans scans;

    ImagesApi(Scans scans) {
        this.scans = scans;
    }

    Answer get(Request request) {
        Map<String, String> query = request.query(Set.of("limit", "after"));
        int limit = limit(query.getOrDefault("limit", Integer.toString(USUAL)));
        List<ImageRow> found = scans.images(query.getOrDefault("after", ""), limit + 1);
        List<ImageRow> page = found.subList(0, Math.min(limit, found.size()));
        return Answer.json(200, json -> {
            json.writeArrayFieldStart("images");
            for (ImageRow row : page) {
                json.writeStartObject();
                write(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (found.size() > page.size()) {
                String last = page.get(page.size() - 1).scan().image();
                json.writeStringField(
                        "next", PATH + "?limit=" + limit + "&after=" + URLEncoder.encode(last, StandardCharsets.UTF_8));
            }
        });
    }

    private static int limit(String text) {
        boolean number = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = number ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("the query's limit is a number from 1 to " + MOST);
        }
        return limit;
    }

    private static void write(JsonGenerator json, ImageRow row) throws IOException {
        json.writeStringField("image", row.scan().image());
        json.writeStringField("scan", row.scan().id());
        json.writeStringField("state", row.scan().state().word());
        Json.time(json, "ended", row.scan().ended());
        json.writeStringField("verdict", row.verdict());
        if (row.scan().state() != ScanState.DONE) {
            ScansApi.error(json, row.scan().error());
            return;
        }
        json.writeStringField("digest", row.digest());
        findings(json, row.counts());
        coverage(json, row.coverage());
    }

    private static void findings(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("findings");
        json.writeNumberField("critical", counts.critical());
        json.writeNumberField("high", counts.high());
        json.writeNumberField("medium", counts.medium());
        json.writeNumberField("low", counts.low());
        json.writeNumberField("unspecified", counts.unspecified());
        json.writeNumberField("waived", counts.waived());
        json.writeNumberField("suppressed", counts.suppressed());
        json.writeEndObject();
    }

    private static void coverage(JsonGenerator json, CoverageCounts coverage) throws IOException {
        json.writeObjectFieldStart("coverage");
        json.writeNumberField("components", coverage.components());
        json.writeNumberField("judged", coverage.judged());
        json.writeNumberField("judgedFixesOnly", coverage.judgedFixesOnly());
        json.writeNumberField("notJudged", coverage.notJudged());
        json.writeNumberField("unidentified", coverage.unidentified());
        json.writeNumberField("gaps", coverage.gaps());
        json.writeBooleanField("complete", coverage.complete());
        json.writeEndObject();
    }
}
