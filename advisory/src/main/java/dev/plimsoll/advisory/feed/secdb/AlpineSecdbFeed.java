package dev.plimsoll.advisory.feed.secdb;

import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.SecdbReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Alpine's security database: which package version fixed which flaw, for each branch and repository. It states no date of its own.
 *
 * @see <a href="https://secdb.alpinelinux.org/license.txt">secdb.alpinelinux.org</a>
 */
public final class AlpineSecdbFeed implements Feed {
    private static final int FIRST_MINOR = 2;
    /** Later than any branch there is, so that new ones are found without a new release of ours. */
    private static final int LAST_MINOR = 30;

    private final List<FeedFile> files;

    /** @param base of the branches; ends in {@code /} */
    public AlpineSecdbFeed(URI base) {
        List<FeedFile> all = new ArrayList<>();
        for (int minor = FIRST_MINOR; minor <= LAST_MINOR; minor++) {
            branch(base, "v3." + minor, all);
        }
        branch(base, "edge", all);
        this.files = List.copyOf(all);
    }

    private static void branch(URI base, String branch, List<FeedFile> files) {
        for (String repository : List.of("main", "community")) {
            String path = branch + "/" + repository + ".json";
            files.add(
                    new FeedFile(path, base.resolve(path), List.of("alpine/" + path + ".gz", "alpine/" + path), true));
        }
    }

    @Override
    public String id() {
        return "alpine-secdb";
    }

    @Override
    public List<FeedFile> files() {
        return files;
    }

    @Override
    public void parse(FeedFile file, InputStream content, FeedSink sink) throws IOException {
        String branch = file.name().substring(0, file.name().indexOf('/'));
        new SecdbReader(id(), "Alpine:" + branch, file.name(), sink).read(content);
    }
}
