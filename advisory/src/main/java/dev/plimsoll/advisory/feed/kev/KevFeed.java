package dev.plimsoll.advisory.feed.kev;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.advisory.CveId;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * CISA's catalogue of known exploited vulnerabilities.
 *
 * @see <a href="https://www.cisa.gov/known-exploited-vulnerabilities-catalog">The catalogue and its schema</a>
 */
public final class KevFeed implements Feed {
    private final FeedFile file;

    public KevFeed(URI publisher) {
        String path = "kev/known_exploited_vulnerabilities.json";
        this.file = new FeedFile("known_exploited_vulnerabilities.json", publisher, List.of(path, path + ".gz"), false);
    }

    @Override
    public String id() {
        return "cisa-kev";
    }

    @Override
    public List<FeedFile> files() {
        return List.of(file);
    }

    @Override
    public void parse(FeedFile from, InputStream content, FeedSink sink) throws IOException {
        boolean[] isFound = new boolean[1];
        SafeJson.within(Limits.DEFAULT).readMembers(content, from.name(), true, (name, value) -> {
            switch (name) {
                case "vulnerabilities" -> {
                    isFound[0] = true;
                    value.elements(entry -> entry(entry, from.name(), sink));
                }
                case "dateReleased" -> date(value.tree().asText(), from.name(), sink);
                default -> {
                    // What else the catalogue says of itself.
                }
            }
        });
        if (!isFound[0]) {
            throw new IOException(from.name() + " has no list of vulnerabilities: not the catalogue");
        }
    }

    private static void entry(JsonNode entry, String file, FeedSink sink) throws IOException {
        String cve = entry.path("cveID").asText("");
        if (!CveId.is(cve)) {
            sink.skipped(new SkippedRecord(file, cve.isEmpty() ? "an entry" : cve, "no CVE id"));
            return;
        }
        LocalDate added;
        try {
            added = LocalDate.parse(entry.path("dateAdded").asText(""));
        } catch (DateTimeException e) {
            sink.skipped(new SkippedRecord(file, cve, "dateAdded is no date"));
            return;
        }
        sink.exploited(
                cve, added, entry.path("knownRansomwareCampaignUse").asText("").equalsIgnoreCase("known"));
    }

    private static void date(String text, String file, FeedSink sink) {
        try {
            sink.date(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            sink.skipped(new SkippedRecord(file, "dateReleased", "'" + text + "' is no date"));
        }
    }
}
