package dev.plimsoll.advisory.feed.epss;

import dev.plimsoll.advisory.CveId;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.SkippedRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * FIRST's scores of how likely a CVE is exploited within 30 days: a comment line with the date, a heading, one line for each CVE.
 *
 * @see <a href="https://www.first.org/epss/data_stats">EPSS data</a>
 */
public final class EpssFeed implements Feed {
    private static final String DATE = "score_date:";

    private final FeedFile file;

    public EpssFeed(URI publisher) {
        this.file = new FeedFile(
                "epss_scores.csv",
                publisher,
                List.of(
                        "epss/epss_scores-current.csv.gz",
                        "epss/epss_scores-current.csv",
                        "epss/epss_scores-*.csv.gz",
                        "epss/epss_scores-*.csv"),
                false);
    }

    @Override
    public String id() {
        return "epss";
    }

    @Override
    public List<FeedFile> files() {
        return List.of(file);
    }

    @Override
    public void parse(FeedFile from, InputStream content, FeedSink sink) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), 64 * 1024);
        boolean isHeaded = false;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.startsWith("#")) {
                date(line, from.name(), sink);
            } else if (!isHeaded) {
                requireHeading(line, from.name());
                isHeaded = true;
            } else if (!line.isBlank()) {
                score(line, number, from.name(), sink);
            }
        }
        if (!isHeaded) {
            throw new IOException(from.name() + " is empty");
        }
    }

    private static void requireHeading(String line, String file) throws IOException {
        if (!line.equals("cve,epss,percentile")) {
            throw new IOException(file + " does not have the columns cve,epss,percentile");
        }
    }

    private static void score(String line, int number, String file, FeedSink sink) throws IOException {
        int first = line.indexOf(',');
        int second = line.indexOf(',', first + 1);
        String cve = first < 0 ? line : line.substring(0, first);
        if (second < 0 || !CveId.is(cve)) {
            sink.skipped(new SkippedRecord(file, "line " + number, "not a CVE id and two numbers"));
            return;
        }
        double score = share(line.substring(first + 1, second));
        double percentile = share(line.substring(second + 1));
        if (score < 0 || percentile < 0) {
            sink.skipped(new SkippedRecord(file, cve, "a score or percentile that is not between 0 and 1"));
            return;
        }
        sink.scored(cve, score, percentile);
    }

    /** The number, or -1 if it is none from 0 to 1. */
    private static double share(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value <= 1 ? value : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void date(String line, String file, FeedSink sink) {
        int at = line.indexOf(DATE);
        if (at < 0) {
            return;
        }
        String text = line.substring(at + DATE.length()).strip();
        try {
            sink.date(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(normalised(text)).toInstant());
        } catch (DateTimeException e) {
            sink.skipped(new SkippedRecord(file, "score_date", "'" + text + "' is no date"));
        }
    }

    /** Files of some years write {@code +0000} for the offset. */
    private static String normalised(String text) {
        return text.endsWith("+0000") ? text.substring(0, text.length() - 5) + "Z" : text;
    }
}
