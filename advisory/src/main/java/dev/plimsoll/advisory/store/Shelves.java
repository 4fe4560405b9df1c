package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.inventory.PackageKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where advisories are kept: on disk, or in memory. */
interface Shelves {
    /** What is known of a key. */
    record Known(List<Advisory> advisories, List<String> unreadable) {}

    /**
     * Who speaks for an ecosystem.
     *
     * @param source id of the feed that was confirmed last
     * @param others names the other feeds that do, for people; or empty
     */
    record Cover(String source, Optional<Instant> date, Optional<Instant> confirmed, String others) {}

    Known read(PackageKey key) throws ShelfException;

    /** Who speaks for any of these ecosystems; empty if nobody does. */
    Optional<Cover> cover(Set<String> ecosystems);
}
