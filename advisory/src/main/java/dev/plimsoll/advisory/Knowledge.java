package dev.plimsoll.advisory;

import java.util.List;
import java.util.Objects;

/**
 * One source's answer about one component.
 *
 * @param advisories all records that speak of it, whether or not they match its version; the scan matches
 * @param coverage what their absence means
 * @param unreadable ids of records about it that could not be read; each leaves it unjudged for that flaw
 */
public record Knowledge(List<Advisory> advisories, Coverage coverage, List<String> unreadable) {
    public Knowledge {
        Objects.requireNonNull(coverage, "coverage is null");
        advisories = List.copyOf(advisories);
        unreadable = List.copyOf(unreadable);
    }
}
