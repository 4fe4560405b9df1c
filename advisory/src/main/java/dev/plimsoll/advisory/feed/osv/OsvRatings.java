package dev.plimsoll.advisory.feed.osv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Ratings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads every rating that a record gives: CVSS vectors, the publisher's word, the distribution's word. */
final class OsvRatings {
    private final String ecosystem;
    private final String feed;

    OsvRatings(String ecosystem, String feed) {
        this.ecosystem = ecosystem;
        this.feed = feed;
    }

    /** @param broken is told of each rating that can't be read */
    List<Rating> of(String id, JsonNode record, Consumer<String> broken) {
        Set<Rating> result = new LinkedHashSet<>();
        severities(record.path("severity"), result, broken);
        String word = OsvRecordReader.text(record.path("database_specific"), "severity");
        Ratings.word(id.startsWith("GHSA-") ? "GitHub" : feed, word).ifPresent(result::add);
        titleWord(id, OsvRecordReader.text(record, "summary"), result);
        for (JsonNode affected : record.path("affected")) {
            severities(affected.path("severity"), result, broken);
            String urgency = OsvRecordReader.text(affected.path("ecosystem_specific"), "urgency");
            Ratings.word(ecosystem, urgency).ifPresent(result::add);
        }
        return List.copyOf(result);
    }

    private void severities(JsonNode list, Set<Rating> result, Consumer<String> broken) {
        for (JsonNode severity : list) {
            String type = OsvRecordReader.text(severity, "type");
            String score = OsvRecordReader.text(severity, "score");
            if (type.startsWith("CVSS_")) {
                Ratings.cvss(feed, score)
                        .ifPresentOrElse(
                                result::add, () -> broken.accept("severity '" + score + "' is no CVSS vector"));
            } else if (!type.isEmpty()) {
                // A distribution's own scale, by the distribution's name: {"type": "Ubuntu", "score": "low"}.
                Ratings.word(type, score).ifPresent(result::add);
            }
        }
    }

    /** Errata in the manner of Red Hat begin their title with it: {@code Important: openssl security update}. */
    private void titleWord(String id, String title, Set<Rating> result) {
        int colon = title.indexOf(": ");
        if (colon > 0 && (id.startsWith("ALSA-") || id.startsWith("RLSA-") || id.startsWith("RXSA-"))) {
            Ratings.word(ecosystem, title.substring(0, colon)).ifPresent(result::add);
        }
    }
}
