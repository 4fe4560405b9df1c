package dev.plimsoll.debian.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decisions of one resolution, and what can be said of relations under them. For one thread. */
final class Selection {
    /** In this order apt looks at them. */
    private static final List<RelationKind> KINDS = List.of(
            RelationKind.PRE_DEPENDS,
            RelationKind.DEPENDS,
            RelationKind.CONFLICTS,
            RelationKind.BREAKS,
            RelationKind.RECOMMENDS);

    private final PackageUniverse universe;
    private final Targets targets;
    private final boolean recommends;
    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private final Map<ArchivePackage, List<Need>> needs = new HashMap<>();

    Selection(PackageUniverse universe, Versions versions, boolean recommends) {
        this.universe = universe;
        this.targets = new Targets(universe, versions);
        this.recommends = recommends;
    }

    Mark mark(String name) {
        Mark mark = marks.get(name);
        if (mark == null) {
            mark = new Mark(name, universe.candidate(name).orElse(null));
            marks.put(name, mark);
        }
        return mark;
    }

    /** Marks of the chosen packages, in the order in which they were first looked at. */
    List<Mark> chosen() {
        return marks.values().stream().filter(mark -> mark.chosen != null).toList();
    }

    /** Relations that count; recommended ones only if they are wanted. */
    List<Need> needs(ArchivePackage of) {
        return needs.computeIfAbsent(of, this::collectNeeds);
    }

    private List<Need> collectNeeds(ArchivePackage of) {
        List<Need> found = new ArrayList<>();
        for (RelationKind kind : KINDS) {
            if (kind != RelationKind.RECOMMENDS || recommends) {
                of.relations(kind).forEach(relation -> found.add(new Need(of, kind, relation)));
            }
        }
        return found;
    }

    /** Versions that a relation's alternative means. */
    List<ArchivePackage> targets(Need need, Alternative alternative) {
        List<ArchivePackage> all = targets.of(alternative);
        if (!need.forbids()) {
            return all;
        }
        // No package is in conflict with itself, nor with what it provides.
        return all.stream()
                .filter(each -> !each.name().equals(need.of().name()))
                .toList();
    }

    /** Whether what is chosen fulfils a demand, or hits what is forbidden. */
    boolean isMetByChosen(Need need) {
        return need.relation().alternatives().stream().anyMatch(each -> isMetByChosen(need, each));
    }

    boolean isMetByChosen(Need need, Alternative alternative) {
        return targets(need, alternative).stream().anyMatch(each -> isChosen(each));
    }

    /** Whether what could still be chosen would fulfil a demand. */
    boolean isMetByCandidates(Need need) {
        return need.relation().alternatives().stream().anyMatch(each -> isMetByCandidates(need, each));
    }

    boolean isMetByCandidates(Need need, Alternative alternative) {
        return targets(need, alternative).stream().anyMatch(each -> isCandidate(each));
    }

    boolean isChosen(ArchivePackage each) {
        Mark mark = marks.get(each.name());
        return mark != null && each.equals(mark.chosen);
    }

    boolean isCandidate(ArchivePackage each) {
        return each.equals(mark(each.name()).candidate);
    }

    /** Whether a need is respected as things stand. */
    boolean isRespected(Need need) {
        return isMetByChosen(need) != need.forbids();
    }

    /** Whether a chosen package has a strict need that is not respected. */
    boolean isBroken(@Nullable ArchivePackage chosen) {
        return chosen != null && needs(chosen).stream().anyMatch(need -> need.isStrict() && !isRespected(need));
    }

    /** Whether any need that counts is not respected. */
    boolean isIncomplete(@Nullable ArchivePackage chosen) {
        return chosen != null && needs(chosen).stream().anyMatch(need -> !isRespected(need));
    }

    boolean anyBroken() {
        return marks.values().stream().anyMatch(mark -> isBroken(mark.chosen));
    }

    int rankOrder(ArchivePackage one, ArchivePackage other) {
        return Long.compare(universe.rank(other.name()), universe.rank(one.name()));
    }
}
