package dev.plimsoll.advisory.feed.debiantracker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Ratings;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.advisory.Summaries;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what the tracker says of one source package and one CVE into one advisory. */
final class TrackerRecordReader {
    private static final String END_OF_LIFE = "end-of-life";

    private final String feed;
    private final String file;
    private final FeedSink sink;

    TrackerRecordReader(String feed, String file, FeedSink sink) {
        this.feed = feed;
        this.file = file;
        this.sink = sink;
    }

    void read(String source, String id, JsonNode record) throws IOException {
        JsonNode releases = record.path("releases");
        if (source.isBlank() || id.isBlank() || !releases.isObject()) {
            skip(source + " " + id, "no releases: not a record of the tracker");
            return;
        }
        List<Affected> affected = new ArrayList<>(releases.size());
        Set<Rating> ratings = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> release : releases.properties()) {
            String ecosystem = DebianReleases.ecosystem(release.getKey());
            PackageKey key = new PackageKey(ecosystem, PackageKey.Kind.SOURCE, source);
            sink.covers(ecosystem);
            affected(key, id, release.getValue()).ifPresent(affected::add);
            rating(release.getValue()).ifPresent(ratings::add);
        }
        sink.advisory(new Advisory(
                id,
                feed,
                List.of(),
                List.of(),
                Summaries.of("", text(record, "description")),
                affected,
                List.copyOf(ratings),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ""));
    }

    private Optional<Affected> affected(PackageKey key, String id, JsonNode release) throws IOException {
        String status = text(release, "status");
        String fixed = text(release, "fixed_version");
        switch (status) {
            case "resolved" -> {
                if (fixed.isBlank()) {
                    return unjudgeable(key, id, "resolved, but by no version");
                }
                return Optional.of(
                        fixed.equals("0")
                                ? of(key, List.of(), FixState.NOT_AFFECTED)
                                : of(key, List.of(VersionRange.before(fixed)), FixState.FIXED));
            }
            case "open" -> {
                return Optional.of(of(key, List.of(VersionRange.all()), unfixed(release)));
            }
            case "undetermined" -> {
                // The tracker's own word for not knowing: counts as not judged, not as a broken record.
                sink.unjudgeable(key, id, "Debian has not determined whether it is affected");
                return Optional.empty();
            }
            default -> {
                return unjudgeable(key, id, "unknown status '" + status + "'");
            }
        }
    }

    private Optional<Affected> unjudgeable(PackageKey key, String id, String reason) throws IOException {
        skip(key.name() + " " + id + " in " + key.ecosystem(), reason);
        sink.unjudgeable(key, id, reason);
        return Optional.empty();
    }

    private static Affected of(PackageKey key, List<VersionRange> ranges, FixState state) {
        return new Affected(key, ranges, List.of(), state, "", List.of());
    }

    /** {@code nodsa} alone means that no advisory is worth it; only 'ignored' means that no fix will come. */
    private static FixState unfixed(JsonNode release) {
        if (text(release, "urgency").equals(END_OF_LIFE)) {
            return FixState.END_OF_LIFE;
        }
        return text(release, "nodsa_reason").equals("ignored") ? FixState.WILL_NOT_FIX : FixState.NOT_FIXED;
    }

    private static Optional<Rating> rating(JsonNode release) {
        String urgency = text(release, "urgency");
        // Stars mark urgencies that the tracker derived by itself.
        int stars = urgency.indexOf('*');
        return Ratings.word("Debian", stars < 0 ? urgency : urgency.substring(0, stars));
    }

    void skip(String record, String reason) {
        sink.skipped(new SkippedRecord(file, record, reason));
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }
}
