package dev.plimsoll.debian.catalog;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.resolve.Alternative;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.PackageUniverse;
import dev.plimsoll.debian.resolve.Relation;
import dev.plimsoll.debian.resolve.RelationKind;
import dev.plimsoll.debian.resolve.VersionConstraint;
import dev.plimsoll.debian.resolve.Versions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Several indexes as one universe, the earlier ones first where that matters. Internal to this module. Safe for several threads. */
public final class Catalogs implements PackageUniverse {
    private final String architecture;
    private final List<Part> parts;
    private final Versions versions;
    private final Map<String, List<Offer>> byName = new HashMap<>();
    private final Map<String, List<Provider>> byProvided = new HashMap<>();

    /**
     * An index.
     *
     * @param suite that it is of
     * @param priority of that suite: versions of a lower one are not taken where there are others
     */
    public record Part(Catalog catalog, String suite, int priority) {}

    private record Offer(ArchivePackage version, int priority) {}

    /** @param architecture of all the indexes */
    public Catalogs(String architecture, List<Part> parts, Versions versions) {
        this.architecture = architecture;
        this.parts = List.copyOf(parts);
        this.versions = versions;
    }

    @Override
    public String architecture() {
        return architecture;
    }

    @Override
    public List<ArchivePackage> versions(String name) {
        return offers(name).stream().map(Offer::version).toList();
    }

    @Override
    public Optional<ArchivePackage> candidate(String name) {
        Offer best = null;
        for (Offer offer : offers(name)) {
            if (best == null || offer.priority() > best.priority()) {
                best = offer;
            }
        }
        return Optional.ofNullable(best).map(Offer::version);
    }

    private synchronized List<Offer> offers(String name) {
        return byName.computeIfAbsent(name, this::find);
    }

    /** The newest first; a version that several suites have is the first one's, with the highest priority. */
    private List<Offer> find(String name) {
        List<Offer> found = new ArrayList<>();
        for (Part part : parts) {
            for (int number : part.catalog().own(name)) {
                add(found, new Offer(read(() -> part.catalog().stanza(number, part.suite())), part.priority()));
            }
        }
        found.sort((one, other) ->
                versions.compare(other.version().version(), one.version().version()));
        return found;
    }

    private static void add(List<Offer> found, Offer offer) {
        for (int i = 0; i < found.size(); i++) {
            Offer known = found.get(i);
            if (known.version().version().equals(offer.version().version())) {
                found.set(i, new Offer(known.version(), Math.max(known.priority(), offer.priority())));
                return;
            }
        }
        found.add(offer);
    }

    /** Reads of a catalog. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FEED_MALFORMED, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public synchronized List<Provider> providers(String name) {
        return byProvided.computeIfAbsent(name, this::findProviders);
    }

    private List<Provider> findProviders(String name) {
        List<Provider> found = new ArrayList<>();
        Set<ArchivePackage> seen = new HashSet<>();
        for (Part part : parts) {
            for (int number : part.catalog().providers(name)) {
                String version = read(() -> part.catalog().version(number));
                for (ArchivePackage each : versions(read(() -> part.catalog().name(number)))) {
                    if (each.version().equals(version) && seen.add(each)) {
                        provided(each, name).forEach(alias -> found.add(new Provider(each, alias)));
                    }
                }
            }
        }
        return found;
    }

    /** A name can be provided in several versions; one with an operator other than {@code =} does not count. */
    private static List<Alternative> provided(ArchivePackage owner, String name) {
        return owner.relations(RelationKind.PROVIDES).stream()
                .map(Relation::alternatives)
                .flatMap(List::stream)
                .filter(each -> each.name().equals(name))
                .filter(each -> each.constraint()
                        .map(constraint -> constraint.operator() == VersionConstraint.Operator.EQUAL)
                        .orElse(true))
                .toList();
    }

    @Override
    public long rank(String name) {
        for (int i = 0; i < parts.size(); i++) {
            int rank = parts.get(i).catalog().rank(name);
            if (rank >= 0) {
                return ((long) i << 32) + rank;
            }
        }
        return -1;
    }
}
