package dev.plimsoll.advisory.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which feeds the store holds, and in which files; ordered by id.
 *
 * @param feeds one entry for each
 */
record Catalogue(List<FeedStatus> feeds) {
    static final Catalogue EMPTY = new Catalogue(List.of());

    Catalogue {
        feeds = feeds.stream().sorted(Comparator.comparing(FeedStatus::feed)).toList();
    }

    Optional<FeedStatus> feed(String id) {
        return feeds.stream().filter(feed -> feed.feed().equals(id)).findFirst();
    }

    /** The same with one feed added or replaced. */
    Catalogue with(FeedStatus status) {
        List<FeedStatus> all = new ArrayList<>(feeds);
        all.removeIf(feed -> feed.feed().equals(status.feed()));
        all.add(status);
        return new Catalogue(all);
    }

    Set<String> databases() {
        return feeds.stream().map(FeedStatus::database).collect(Collectors.toSet());
    }
}
