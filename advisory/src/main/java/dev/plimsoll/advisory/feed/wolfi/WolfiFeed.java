package dev.plimsoll.advisory.feed.wolfi;

import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.SecdbReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/**
 * Wolfi's or Chainguard's {@code security.json}, in the form of Alpine's secdb. Asked for by name only: its licence speaks of scanners.
 *
 * @see <a href="https://github.com/wolfi-dev/advisories">wolfi-dev/advisories</a>
 */
public final class WolfiFeed implements Feed {
    private final String ecosystem;
    private final FeedFile file;

    private WolfiFeed(String ecosystem, URI publisher) {
        this.ecosystem = ecosystem;
        String path = name(ecosystem) + "/security.json";
        this.file = new FeedFile("security.json", publisher, List.of(path + ".gz", path), false);
    }

    /** Wolfi's. */
    public static WolfiFeed wolfi(URI publisher) {
        return new WolfiFeed("Wolfi", publisher);
    }

    /** Chainguard's. */
    public static WolfiFeed chainguard(URI publisher) {
        return new WolfiFeed("Chainguard", publisher);
    }

    private static String name(String ecosystem) {
        return ecosystem.equals("Wolfi") ? "wolfi" : "chainguard";
    }

    @Override
    public String id() {
        return name(ecosystem);
    }

    @Override
    public String notice() {
        return ecosystem
                + "'s advisories are published by Chainguard, Inc. Since May 2025 they stand under CC BY-NC-ND 4.0 with an"
                + " additional licence for security scanners; earlier data stands under Apache-2.0. Read"
                + " https://github.com/wolfi-dev/advisories before you use them: whether your use is allowed is between"
                + " you and the publisher.";
    }

    @Override
    public List<FeedFile> files() {
        return List.of(file);
    }

    @Override
    public void parse(FeedFile from, InputStream content, FeedSink sink) throws IOException {
        new SecdbReader(id(), ecosystem, from.name(), sink).read(content);
    }
}
