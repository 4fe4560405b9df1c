package dev.plimsoll.debian.resolve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much would break if a chosen package were dropped, in apt's points: by its priority and by who relies on it.
 *
 * @see <a href="https://salsa.debian.org/apt-team/apt/-/blob/main/apt-pkg/algorithms.cc">apt's problem resolver</a>
 */
final class Scores {
    private static final int ESSENTIAL = 100;
    private static final int KEPT_ESSENTIAL = 5000;
    private static final int REQUESTED = 10_000;
    private static final int[] PRIORITIES = {0, 3, 2, 1, -1, -2};
    private static final Map<RelationKind, Integer> POINTS = Map.of(
            RelationKind.PRE_DEPENDS,
            1,
            RelationKind.DEPENDS,
            1,
            RelationKind.CONFLICTS,
            -1,
            RelationKind.BREAKS,
            -1,
            RelationKind.RECOMMENDS,
            1);

    private final Selection selection;
    private final List<ArchivePackage> chosen;
    private final Map<String, Integer> points = new HashMap<>();

    private Scores(Selection selection, List<ArchivePackage> chosen) {
        this.selection = selection;
        this.chosen = chosen;
    }

    static Scores of(Selection selection, List<ArchivePackage> chosen, Set<String> requested) {
        Scores scores = new Scores(selection, chosen);
        scores.addOwn();
        Map<String, Integer> before = Map.copyOf(scores.points);
        scores.inherit(before);
        scores.passToProviders(before);
        requested.forEach(name -> scores.add(name, REQUESTED));
        for (ArchivePackage each : chosen) {
            if (each.essential() || each.important()) {
                scores.add(each.name(), KEPT_ESSENTIAL);
            }
        }
        return scores;
    }

    int of(String name) {
        return points.getOrDefault(name, 0);
    }

    void set(String name, int value) {
        points.put(name, value);
    }

    private void add(String name, int more) {
        points.merge(name, more, Integer::sum);
    }

    private void addOwn() {
        for (ArchivePackage each : chosen) {
            if (each.essential() || each.important()) {
                add(each.name(), ESSENTIAL);
            }
            add(each.name(), PRIORITIES[Priorities.of(each.priority())]);
            POINTS.forEach((kind, value) ->
                    each.relations(kind).forEach(relation -> addAlong(new Need(each, kind, relation), value)));
        }
    }

    private void addAlong(Need need, int value) {
        for (Alternative alternative : need.relation().alternatives()) {
            boolean self = need.forbids() && alternative.name().equals(need.of().name());
            boolean named = false;
            for (ArchivePackage target : selection.targets(need, alternative)) {
                if (selection.isChosen(target)) {
                    add(target.name(), value);
                    named |= target.name().equals(alternative.name());
                }
            }
            if (!named && !self && alternative.constraint().isEmpty()) {
                add(alternative.name(), value);
            }
        }
    }

    /** Who relies on a package lends it its own points. */
    private void inherit(Map<String, Integer> before) {
        for (ArchivePackage each : chosen) {
            int own = before.getOrDefault(each.name(), 0);
            if (own <= 0) {
                continue;
            }
            for (RelationKind kind : List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS, RelationKind.RECOMMENDS)) {
                for (Relation relation : each.relations(kind)) {
                    for (Alternative alternative : relation.alternatives()) {
                        if (selection.mark(alternative.name()).chosen != null) {
                            add(alternative.name(), own);
                        }
                    }
                }
            }
        }
    }

    private void passToProviders(Map<String, Integer> before) {
        for (ArchivePackage each : chosen) {
            for (Relation relation : each.relations(RelationKind.PROVIDES)) {
                String name = relation.alternatives().get(0).name();
                int transfer = Math.abs(of(name) - before.getOrDefault(name, 0));
                if (transfer != 0) {
                    add(each.name(), transfer);
                }
            }
        }
    }
}
