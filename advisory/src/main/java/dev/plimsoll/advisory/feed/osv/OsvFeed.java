package dev.plimsoll.advisory.feed.osv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * OSV.dev's export of one ecosystem: a zip with one JSON file for each record.
 *
 * @see <a href="https://ossf.github.io/osv-schema/">Open Source Vulnerability format</a>
 * @see <a href="https://google.github.io/osv.dev/data/">OSV.dev, data dumps</a>
 */
public final class OsvFeed implements Feed {
    private static final Limits LIMITS = Limits.DEFAULT;

    private final String ecosystem;
    private final FeedFile file;

    /**
     * @param base where the exports lie; ends in {@code /}
     * @param ecosystem OSV's name without suffix, such as {@code Debian} or {@code Rocky Linux}
     */
    public OsvFeed(URI base, String ecosystem) {
        this.ecosystem = ecosystem;
        this.file = new FeedFile(
                "all.zip",
                base.resolve(escape(ecosystem) + "/all.zip"),
                List.of("osv/" + ecosystem + "/all.zip"),
                false);
    }

    @Override
    public String id() {
        return "osv/" + ecosystem;
    }

    @Override
    public List<FeedFile> files() {
        return List.of(file);
    }

    @Override
    public void parse(FeedFile from, InputStream content, FeedSink sink) throws IOException {
        SafeJson json = SafeJson.within(LIMITS);
        OsvRecordReader reader = new OsvRecordReader(ecosystem, id(), from.name(), sink);
        OsvZip.forEach(content, LIMITS.jsonBytes(), sink, from.name(), (name, bytes) -> {
            JsonNode record;
            try {
                record = json.readTree(bytes, name);
            } catch (IOException e) {
                sink.skipped(new SkippedRecord(from.name(), name, String.valueOf(e.getMessage())));
                return;
            }
            reader.read(name, record);
        });
    }

    private static String escape(String segment) {
        StringBuilder out = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return out.toString();
    }
}
