package dev.plimsoll.advisory.feed.debiantracker;

import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/**
 * The Debian security tracker: source package, then CVE, then release. It states no date of its own; its file does.
 *
 * @see <a href="https://security-team.debian.org/security_tracker.html">Security tracker documentation</a>
 */
public final class DebianTrackerFeed implements Feed {
    private final FeedFile file;

    public DebianTrackerFeed(URI publisher) {
        this.file = new FeedFile(
                "security-tracker.json",
                publisher,
                List.of("debian/security-tracker.json.gz", "debian/security-tracker.json"),
                false);
    }

    @Override
    public String id() {
        return "debian-tracker";
    }

    @Override
    public List<FeedFile> files() {
        return List.of(file);
    }

    @Override
    public void parse(FeedFile from, InputStream content, FeedSink sink) throws IOException {
        TrackerRecordReader reader = new TrackerRecordReader(id(), from.name(), sink);
        SafeJson.within(Limits.DEFAULT).readMembers(content, from.name(), true, (source, flaws) -> {
            if (!flaws.members((id, record) -> reader.read(source, id, record.tree()))) {
                reader.skip(source, "not an object of CVEs");
            }
        });
    }
}
