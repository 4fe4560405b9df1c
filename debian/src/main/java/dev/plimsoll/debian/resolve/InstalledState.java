package dev.plimsoll.debian.resolve;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The packages of a root at some moment of an upgrade, one version of each, and what of their relations is respected. */
final class InstalledState {
    private static final List<RelationKind> STRICT =
            List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS, RelationKind.CONFLICTS, RelationKind.BREAKS);

    private final Map<String, ArchivePackage> packages = new TreeMap<>();
    private final Map<String, Set<String>> providers = new HashMap<>();
    private final Versions versions;
    private final String architecture;

    InstalledState(Collection<ArchivePackage> installed, Versions versions, String architecture) {
        this.versions = versions;
        this.architecture = architecture;
        installed.forEach(this::put);
    }

    void put(ArchivePackage each) {
        packages.put(each.name(), each);
        for (Relation relation : each.relations(RelationKind.PROVIDES)) {
            relation.alternatives()
                    .forEach(name -> providers
                            .computeIfAbsent(name.name(), key -> new TreeSet<>())
                            .add(each.name()));
        }
    }

    void remove(String name) {
        packages.remove(name);
    }

    Optional<ArchivePackage> find(String name) {
        return Optional.ofNullable(packages.get(name));
    }

    /** Whether a package is there, or one that provides the name. */
    boolean isThere(String name) {
        return packages.containsKey(name)
                || providers.getOrDefault(name, Set.of()).stream().anyMatch(packages::containsKey);
    }

    Collection<ArchivePackage> all() {
        return packages.values();
    }

    /** Strict needs of a package that are not respected. */
    List<Need> broken(ArchivePackage of) {
        return STRICT.stream()
                .flatMap(kind -> of.relations(kind).stream().map(relation -> new Need(of, kind, relation)))
                .filter(need -> hits(need).isEmpty() != need.forbids())
                .toList();
    }

    /** The packages that a relation means. */
    List<ArchivePackage> hits(Need need) {
        return need.relation().alternatives().stream()
                .flatMap(each -> hits(each).stream())
                .filter(each -> !need.forbids() || !each.name().equals(need.of().name()))
                .distinct()
                .toList();
    }

    private List<ArchivePackage> hits(Alternative wanted) {
        Set<String> names = new TreeSet<>(providers.getOrDefault(wanted.name(), Set.of()));
        names.add(wanted.name());
        return names.stream()
                .flatMap(name -> find(name).stream())
                .filter(each -> isMeant(each, wanted))
                .toList();
    }

    /** Whether a version answers to what a relation names. */
    boolean isMeant(ArchivePackage each, Alternative wanted) {
        boolean any = wanted.architecture().equals("any");
        if (!any && !List.of("", "native", architecture).contains(wanted.architecture())) {
            return false;
        }
        if (each.name().equals(wanted.name())
                && (!any || each.multiArch() == MultiArch.ALLOWED)
                && wanted.constraint()
                        .map(known -> versions.admits(known, each.version()))
                        .orElse(true)) {
            return true;
        }
        return each.relations(RelationKind.PROVIDES).stream()
                .flatMap(relation -> relation.alternatives().stream())
                .filter(provided -> provided.name().equals(wanted.name()))
                .anyMatch(provided -> wanted.constraint().isEmpty()
                        || provided.constraint()
                                .map(known ->
                                        versions.admits(wanted.constraint().get(), known.version()))
                                .orElse(false));
    }
}
