package dev.plimsoll.advisory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One source's answer about one component.
 *
 * @param advisories all records that speak of it, whether or not they match its version; the scan matches
 * @param coverage what their absence means
 * @param unreadable ids of records about it that could not be read; each leaves it unjudged for that flaw
 * @param newest the version that whoever upgrades it gets, its own if there is no newer one; empty if the source does not know
 */
public record Knowledge(
        List<Advisory> advisories, Coverage coverage, List<String> unreadable, Optional<String> newest) {
    public Knowledge {
        Objects.requireNonNull(coverage, "coverage is null");
        advisories = List.copyOf(advisories);
        unreadable = List.copyOf(unreadable);
        Objects.requireNonNull(newest, "newest is null");
    }

    /** Of a source that knows flaws, and not what can be installed. */
    public Knowledge(List<Advisory> advisories, Coverage coverage, List<String> unreadable) {
        this(advisories, coverage, unreadable, Optional.empty());
    }
}
