package dev.plimsoll.advisory.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an update did.
 *
 * @param feeds one outcome for each feed that was asked for, in that order
 */
public record UpdateReport(List<Outcome> feeds) {
    /** What became of a feed. */
    public enum Kind {
        /** Its rows are new. */
        UPDATED,
        /** Nothing has changed since it was fetched last; it was not read again. */
        UNCHANGED,
        /** The mirror does not have it; what the store had stays. */
        ABSENT,
        /** It could not be fetched or read; what the store had stays. */
        FAILED
    }

    /**
     * One feed's outcome.
     *
     * @param feed its id
     * @param kind what became of it
     * @param message why it failed, or what is absent; else empty
     * @param status what the store now holds of it; empty if nothing
     */
    public record Outcome(String feed, Kind kind, String message, Optional<FeedStatus> status) {
        public Outcome {
            Objects.requireNonNull(feed, "feed is null");
            Objects.requireNonNull(kind, "kind is null");
            Objects.requireNonNull(message, "message is null");
            Objects.requireNonNull(status, "status is null");
        }
    }

    public UpdateReport {
        feeds = List.copyOf(feeds);
    }

    /** Whether no feed failed. */
    public boolean isComplete() {
        return feeds.stream().noneMatch(outcome -> outcome.kind() == Kind.FAILED);
    }
}
