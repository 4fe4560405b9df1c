package dev.plimsoll.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.server.store.ScanError;
import dev.plimsoll.server.store.ScanRow;
import dev.plimsoll.server.store.ScanState;
import dev.plimsoll.server.store.Scans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/scans}. */
final class ScansApi {
    static final String PATH = "/api/v1/scans";

    private final Scans scans;
    private final ScanQueue queue;

    ScansApi(Scans scans, ScanQueue queue) {
        this.scans = scans;
        this.queue = queue;
    }

    Answer post(Request request) throws IOException {
        request.query(Set.of());
        ScanRow row = queue.add(ScanRequest.image(request.json()));
        return Answer.json(202, json -> write(json, row)).with(Map.of("Location", PATH + "/" + row.id()));
    }

    Answer get(Request request, String id) {
        request.query(Set.of());
        ScanRow row = scans.byId(id).orElseThrow(() -> Problem.notFound("there is no scan of this id"));
        return row.state() == ScanState.DONE ? whole(row) : Answer.json(200, json -> write(json, row));
    }

    static void write(JsonGenerator json, ScanRow row) throws IOException {
        json.writeStringField("id", row.id());
        json.writeStringField("image", row.image());
        json.writeStringField("state", row.state().word());
        Json.time(json, "queued", Optional.of(row.queued()));
        Json.time(json, "started", row.started());
        Json.time(json, "ended", row.ended());
        error(json, row.error());
    }

    /** Why there is no result, if there is none. */
    static void error(JsonGenerator json, Optional<ScanError> error) throws IOException {
        if (error.isPresent()) {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", error.get().code());
            json.writeStringField("message", error.get().message());
            json.writeEndObject();
        }
    }

    /** The result goes from the store to the client as it is, without being held whole. */
    private Answer whole(ScanRow row) {
        byte[] members = Json.object(json -> write(json, row));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(members, 0, members.length - 1);
        head.writeBytes(",\"result\":".getBytes(StandardCharsets.US_ASCII));
        return new Answer(200, Map.of(), "application/json", head.size() + row.resultBytes() + 1, out -> {
            head.writeTo(out);
            try (InputStream result = scans.result(row)) {
                result.transferTo(out);
            }
            out.write('}');
        });
    }
}
