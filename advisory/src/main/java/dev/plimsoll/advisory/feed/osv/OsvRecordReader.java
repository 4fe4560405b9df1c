package dev.plimsoll.advisory.feed.osv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.advisory.Summaries;
import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns one OSV record into one advisory. */
final class OsvRecordReader {
    private static final int MOST_REFERENCES = 8;

    private final String ecosystem;
    private final String feed;
    private final String file;
    private final FeedSink sink;
    private final OsvRatings ratings;

    OsvRecordReader(String ecosystem, String feed, String file, FeedSink sink) {
        this.ecosystem = ecosystem;
        this.feed = feed;
        this.file = file;
        this.sink = sink;
        this.ratings = new OsvRatings(ecosystem, feed);
    }

    /** @param entry names the record where it has no id */
    void read(String entry, JsonNode record) throws IOException {
        String id = text(record, "id");
        if (!record.isObject() || id.isBlank()) {
            skip(entry, "no id: not an OSV record");
            return;
        }
        Optional<Instant> modified = instant(record, "modified");
        modified.ifPresent(sink::date);
        if (record.hasNonNull("withdrawn")) {
            sink.withdrawn(id);
            return;
        }
        List<Affected> affected = affected(id, record);
        OsvIds ids = OsvIds.of(id, record, OsvEcosystems.isDistribution(ecosystem));
        List<Rating> rated = ratings.of(id, record, reason -> skip(id, reason));
        sink.advisory(new Advisory(
                id,
                feed,
                ids.aliases(),
                ids.upstream(),
                Summaries.of(text(record, "summary"), text(record, "details")),
                affected,
                rated,
                instant(record, "published"),
                modified,
                references(record),
                ""));
    }

    private List<Affected> affected(String id, JsonNode record) throws IOException {
        JsonNode list = record.path("affected");
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            skip(id, "'affected' is not a list");
            return List.of();
        }
        List<Affected> result = new ArrayList<>(list.size());
        for (JsonNode each : list) {
            affected(id, text(record, "summary"), each).ifPresent(result::add);
        }
        return result;
    }

    private Optional<Affected> affected(String id, String summary, JsonNode node) throws IOException {
        JsonNode named = node.path("package");
        if (named.isMissingNode() || named.isNull()) {
            // Says something of a source repository only: no package is meant.
            return Optional.empty();
        }
        String of = text(named, "ecosystem");
        String name = text(named, "name");
        if (of.isBlank() || name.isBlank()) {
            skip(id, "an affected package without ecosystem or name");
            return Optional.empty();
        }
        if (OsvEcosystems.isSame(of, ecosystem)) {
            // Records of this export may speak of other ecosystems in passing; only their own exports are complete.
            sink.covers(of);
        }
        PackageKey key = new PackageKey(of, OsvEcosystems.nameKind(of), name);
        try {
            return Optional.of(OsvAffected.read(key, summary, node));
        } catch (MalformedRecordException e) {
            skip(id, name + ": " + e.getMessage());
            sink.unjudgeable(key, id, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void skip(String record, String reason) {
        sink.skipped(new SkippedRecord(file, record, reason));
    }

    private static List<String> references(JsonNode record) {
        List<String> result = new ArrayList<>();
        for (JsonNode reference : record.path("references")) {
            String url = text(reference, "url");
            if (!url.isEmpty() && result.size() < MOST_REFERENCES) {
                result.add(url);
            }
        }
        return result;
    }

    private static Optional<Instant> instant(JsonNode record, String field) {
        String text = text(record, field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            // When it was written says nothing about what is affected.
            return Optional.empty();
        }
    }

    /** The field's text; empty if it is absent or no text. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }
}
