package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The local database, opened for reading. It stays as it was when it was opened, whatever updates do meanwhile. Safe for use by several
 * threads.
 */
public final class AdvisoryStore implements AdvisorySource, Enrichment {
    private static final int ATTEMPTS = 5;

    private final List<FeedDatabase> databases;
    private final Function<String, Optional<Ecosystem>> ecosystems;

    private AdvisoryStore(List<FeedDatabase> databases, Function<String, Optional<Ecosystem>> ecosystems) {
        this.databases = List.copyOf(databases);
        this.ecosystems = ecosystems;
    }

    /** Where the store lies among the user's directories. */
    public static Path directory(AppDirectories directories) {
        return StoreDirectory.within(directories);
    }

    /**
     * Opens the store; one that is not there yet is an empty one, which judges nothing.
     *
     * @param root the store's directory
     * @param ecosystems finds an ecosystem by its id
     * @throws PlimsollException STORE_UNUSABLE if it is damaged or of another version, saying what to do
     */
    public static AdvisoryStore open(Path root, Function<String, Optional<Ecosystem>> ecosystems) {
        StoreDirectory directory = new StoreDirectory(root);
        for (int attempt = 1; ; attempt++) {
            try {
                return new AdvisoryStore(openAll(directory, CatalogueFile.read(directory)), ecosystems);
            } catch (PlimsollException e) {
                // An update may have replaced the catalogue and its files since we read it.
                if (attempt == ATTEMPTS || !isOutdated(directory)) {
                    throw e;
                }
            }
        }
    }

    /** Opens the store of the user whose environment this is, for all ecosystems that Plimsoll knows. */
    public static AdvisoryStore ofUser(Map<String, String> environment) {
        return open(directory(AppDirectories.of(environment)), Ecosystems::byId);
    }

    private static boolean isOutdated(StoreDirectory directory) {
        return CatalogueFile.read(directory).feeds().stream().allMatch(feed -> Files.exists(directory.database(feed)));
    }

    private static List<FeedDatabase> openAll(StoreDirectory directory, Catalogue catalogue) {
        List<FeedDatabase> opened = new ArrayList<>();
        try {
            for (FeedStatus feed : catalogue.feeds()) {
                opened.add(FeedDatabase.open(directory.database(feed), feed));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.forEach(FeedDatabase::close);
            throw e;
        }
    }

    @Override
    public String id() {
        return "store";
    }

    /** What it holds, by feed. */
    public List<FeedStatus> status() {
        return databases.stream().map(FeedDatabase::status).toList();
    }

    /** The records of a feed that could not be read, named (ten thousand at most); empty for a feed that it does not hold. */
    public List<SkippedRecord> skipped(String feed) {
        for (FeedDatabase database : databases) {
            if (database.status().feed().equals(feed)) {
                try {
                    return database.skipped();
                } catch (SQLException e) {
                    throw database.unusable(e);
                }
            }
        }
        return List.of();
    }

    /** Every record that bears an id: as its own, as an alias, or as a flaw that it covers; for explaining, not for scanning. */
    public List<Advisory> named(String id) {
        List<Advisory> result = new ArrayList<>();
        for (FeedDatabase database : databases) {
            try {
                result.addAll(database.named(id));
            } catch (SQLException | IOException e) {
                throw database.unusable(e);
            }
        }
        return result;
    }

    @Override
    public List<Knowledge> lookUp(List<Component> components, Optional<Distro> distro) {
        Judge judge = new Judge(id(), new DatabaseShelves(databases), ecosystems, distro);
        return components.stream().map(judge::judge).toList();
    }

    @Override
    public Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (FeedDatabase database : databases) {
            try {
                if (database.hasRows("exploited")) {
                    kinds.add(Kind.EXPLOITED);
                }
                if (database.hasRows("scored")) {
                    kinds.add(Kind.SCORED);
                }
            } catch (SQLException e) {
                throw database.unusable(e);
            }
        }
        return kinds;
    }

    @Override
    public Map<String, Exploitation> exploitation(Collection<String> cveIds) {
        ExploitationReader reader = new ExploitationReader();
        for (FeedDatabase database : databases) {
            try {
                reader.read(database, new LinkedHashSet<>(cveIds));
            } catch (SQLException e) {
                throw database.unusable(e);
            }
        }
        return reader.result();
    }

    @Override
    public Map<String, List<Rating>> ratings(Collection<String> ids) {
        Map<String, List<Rating>> result = new TreeMap<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Set<Rating> ratings = new LinkedHashSet<>();
            for (FeedDatabase database : databases) {
                try {
                    ratings.addAll(database.ratings(id));
                } catch (SQLException | IOException e) {
                    throw database.unusable(e);
                }
            }
            if (!ratings.isEmpty()) {
                result.put(id, List.copyOf(ratings));
            }
        }
        return result;
    }

    @Override
    public void close() {
        databases.forEach(FeedDatabase::close);
    }
}
