package dev.plimsoll.advisory.feed;

import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.feed.debiantracker.DebianTrackerFeed;
import dev.plimsoll.advisory.feed.epss.EpssFeed;
import dev.plimsoll.advisory.feed.kev.KevFeed;
import dev.plimsoll.advisory.feed.osv.OsvFeed;
import dev.plimsoll.advisory.feed.secdb.AlpineSecdbFeed;
import dev.plimsoll.advisory.feed.wolfi.WolfiFeed;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.ArrayList;
import java.util.List;

/** All feeds, in plain lines. A new one is its package, its test and a line here. */
public final class Feeds {
    private static final String OSV = "osv/";

    private Feeds() {}

    /** Every feed; of OSV the ecosystems that the defaults name. */
    public static List<Feed> all(Defaults defaults) {
        List<Feed> feeds = new ArrayList<>();
        feeds.add(new DebianTrackerFeed(defaults.debianTracker()));
        feeds.add(new AlpineSecdbFeed(defaults.alpineSecdb()));
        for (String ecosystem : defaults.osvEcosystems()) {
            feeds.add(new OsvFeed(defaults.osv(), ecosystem));
        }
        feeds.add(new KevFeed(defaults.kev()));
        feeds.add(new EpssFeed(defaults.epss()));
        feeds.add(WolfiFeed.wolfi(defaults.wolfi()));
        feeds.add(WolfiFeed.chainguard(defaults.chainguard()));
        return List.copyOf(feeds);
    }

    /** What an update fetches if no feed is named: all but those that must be asked for. */
    public static List<Feed> standard(Defaults defaults) {
        return all(defaults).stream().filter(feed -> !feed.isOptIn()).toList();
    }

    /**
     * Feeds by their ids. {@code osv/NAME} works for any ecosystem of OSV, {@code osv} alone means those of the defaults.
     *
     * @throws PlimsollException USAGE for an id that there is not, naming those that there are
     */
    public static List<Feed> named(Defaults defaults, List<String> ids) {
        List<Feed> result = new ArrayList<>();
        for (String id : ids) {
            for (Feed feed : named(defaults, id)) {
                if (result.stream().noneMatch(known -> known.id().equals(feed.id()))) {
                    result.add(feed);
                }
            }
        }
        return List.copyOf(result);
    }

    private static List<Feed> named(Defaults defaults, String id) {
        List<Feed> all = all(defaults);
        if (id.equals("osv")) {
            return all.stream().filter(feed -> feed.id().startsWith(OSV)).toList();
        }
        for (Feed feed : all) {
            if (feed.id().equals(id)) {
                return List.of(feed);
            }
        }
        if (id.startsWith(OSV) && isName(id.substring(OSV.length()))) {
            return List.of(new OsvFeed(defaults.osv(), id.substring(OSV.length())));
        }
        throw new PlimsollException(
                ErrorCode.USAGE,
                "there is no feed '" + id + "'; there are "
                        + String.join(", ", all.stream().map(Feed::id).toList())
                        + ", and osv/NAME for any ecosystem of OSV");
    }

    /** Ecosystem names become parts of paths and addresses. */
    private static boolean isName(String name) {
        return name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,60}") && !name.contains("..");
    }
}
