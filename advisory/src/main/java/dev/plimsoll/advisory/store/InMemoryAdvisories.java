package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.PackageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Advisories that lie in memory: the reference for the store, and for tests and programs that bring their own. Never changes. */
public final class InMemoryAdvisories implements AdvisorySource, Enrichment {
    private final String id;
    private final CollectedRows rows;
    private final Optional<Instant> confirmed;
    private final Function<String, Optional<Ecosystem>> ecosystems;
    private final CanonicalKeys canonical;

    private InMemoryAdvisories(
            String id,
            CollectedRows rows,
            Optional<Instant> confirmed,
            Function<String, Optional<Ecosystem>> ecosystems) {
        this.id = id;
        this.rows = rows;
        this.confirmed = confirmed;
        this.ecosystems = ecosystems;
        this.canonical = new CanonicalKeys(ecosystems);
    }

    /**
     * What one feed gave.
     *
     * @param id stands for the feed in the coverage
     * @param confirmed when its publisher last confirmed it, if that is known
     * @param ecosystems finds an ecosystem by its id
     */
    public static InMemoryAdvisories of(
            String id,
            CollectedRows rows,
            Optional<Instant> confirmed,
            Function<String, Optional<Ecosystem>> ecosystems) {
        return new InMemoryAdvisories(id, rows, confirmed, ecosystems);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<Knowledge> lookUp(List<Component> components, Optional<Distro> distro) {
        Judge judge = new Judge(id, new Memory(), ecosystems, distro);
        return components.stream().map(judge::judge).toList();
    }

    private final class Memory implements Shelves {
        @Override
        public Known read(PackageKey key) {
            List<Advisory> advisories = new ArrayList<>();
            for (Advisory advisory : rows.advisories()) {
                List<Affected> affected = advisory.affected().stream()
                        .filter(entry -> canonical.apply(entry.key()).equals(key))
                        .map(entry -> entry.withKey(key))
                        .toList();
                if (!affected.isEmpty()) {
                    advisories.add(advisory.withAffected(affected));
                }
            }
            List<String> unreadable = new ArrayList<>();
            rows.unjudgeable().forEach((of, ids) -> {
                if (canonical.apply(of).equals(key)) {
                    unreadable.addAll(ids);
                }
            });
            return new Known(advisories, unreadable.stream().distinct().sorted().toList());
        }

        @Override
        public Optional<Cover> cover(Set<String> asked) {
            return asked.stream().anyMatch(rows.covered()::contains)
                    ? Optional.of(new Cover(id, rows.date(), confirmed, ""))
                    : Optional.empty();
        }
    }

    @Override
    public Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Exploitation known : rows.exploitation().values()) {
            if (known.knownExploitedSince().isPresent()) {
                kinds.add(Kind.EXPLOITED);
            }
            if (known.epssScore().isPresent()) {
                kinds.add(Kind.SCORED);
            }
        }
        return kinds;
    }

    @Override
    public Map<String, Exploitation> exploitation(Collection<String> cveIds) {
        Map<String, Exploitation> known = rows.exploitation();
        Map<String, Exploitation> result = new TreeMap<>();
        for (String cve : cveIds) {
            Exploitation exploitation = known.get(cve);
            if (exploitation != null) {
                result.put(cve, exploitation);
            }
        }
        return result;
    }

    @Override
    public Map<String, List<Rating>> ratings(Collection<String> ids) {
        Map<String, Set<Rating>> found = new LinkedHashMap<>();
        for (Advisory advisory : rows.advisories()) {
            for (String each : new LinkedHashSet<>(ids)) {
                if (!advisory.ratings().isEmpty()
                        && (advisory.id().equals(each) || advisory.aliases().contains(each))) {
                    found.computeIfAbsent(each, k -> new LinkedHashSet<>()).addAll(advisory.ratings());
                }
            }
        }
        Map<String, List<Rating>> result = new TreeMap<>();
        found.forEach((each, ratings) -> result.put(each, List.copyOf(ratings)));
        return result;
    }

    @Override
    public void close() {
        // Holds nothing that has to be let go.
    }
}
