package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The feeds' database files. */
final class DatabaseShelves implements Shelves {
    private static final String OSV = "osv/";

    private final List<FeedDatabase> databases;

    DatabaseShelves(List<FeedDatabase> databases) {
        this.databases = databases;
    }

    @Override
    public Known read(PackageKey key) throws ShelfException {
        List<Advisory> advisories = new ArrayList<>();
        Set<String> unreadable = new LinkedHashSet<>();
        Set<String> ofOsv = new HashSet<>();
        for (FeedDatabase database : relevant(key.ecosystem())) {
            boolean isOsv = database.status().feed().startsWith(OSV);
            try {
                for (Advisory advisory : database.advisories(key)) {
                    // OSV exports a record once for each ecosystem that it speaks of: it is one record.
                    if (!isOsv || ofOsv.add(advisory.id())) {
                        advisories.add(advisory);
                    }
                }
                unreadable.addAll(database.unjudgeable(key));
            } catch (SQLException | IOException e) {
                throw new ShelfException(String.valueOf(database.unusable(e).getMessage()), e);
            }
        }
        return new Known(advisories, List.copyOf(unreadable));
    }

    /** Databases with rows of an ecosystem; those that speak for it first. */
    private List<FeedDatabase> relevant(String ecosystem) {
        return databases.stream()
                .filter(database -> database.status().ecosystems().containsKey(ecosystem))
                .sorted(Comparator.comparing(database -> !covers(database, ecosystem)))
                .toList();
    }

    private static boolean covers(FeedDatabase database, String ecosystem) {
        FeedStatus.Rows rows = database.status().ecosystems().get(ecosystem);
        return rows != null && rows.isCovered();
    }

    @Override
    public Optional<Cover> cover(Set<String> ecosystems) {
        List<FeedStatus> covering = databases.stream()
                .filter(database -> ecosystems.stream().anyMatch(ecosystem -> covers(database, ecosystem)))
                .map(FeedDatabase::status)
                .sorted(Comparator.comparing(
                                (FeedStatus status) -> status.confirmed().orElse(Instant.MIN))
                        .reversed())
                .toList();
        if (covering.isEmpty()) {
            return Optional.empty();
        }
        FeedStatus first = covering.get(0);
        String others = String.join(
                ", ", covering.stream().skip(1).map(FeedStatus::feed).toList());
        return Optional.of(new Cover(
                first.feed(), first.date(), first.confirmed(), others.isEmpty() ? "" : "also judged by " + others));
    }
}
