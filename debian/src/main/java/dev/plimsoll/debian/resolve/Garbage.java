package dev.plimsoll.debian.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops what a branch brought in that was given up later, as apt does: what nothing that stays needs, recommends or suggests. */
final class Garbage {
    private static final List<RelationKind> FOLLOWED =
            List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS, RelationKind.RECOMMENDS, RelationKind.SUGGESTS);

    private final Selection selection;
    private final Set<ArchivePackage> kept = new HashSet<>();
    private final Deque<ArchivePackage> open = new ArrayDeque<>();

    private Garbage(Selection selection) {
        this.selection = selection;
    }

    static void drop(Selection selection) {
        new Garbage(selection).run();
    }

    private void run() {
        List<Mark> chosen = new ArrayList<>(selection.chosen());
        for (Mark mark : chosen) {
            ArchivePackage each = mark.chosen;
            if (each != null && (!mark.automatic || each.essential() || each.important())) {
                keep(each);
            }
        }
        while (!open.isEmpty()) {
            follow(open.removeFirst());
        }
        for (Mark mark : chosen) {
            if (!kept.contains(mark.chosen)) {
                mark.chosen = null;
            }
        }
    }

    private void follow(ArchivePackage each) {
        for (RelationKind kind : FOLLOWED) {
            for (Relation relation : each.relations(kind)) {
                Need need = new Need(each, kind, relation);
                for (Alternative alternative : relation.alternatives()) {
                    selection.targets(need, alternative).stream()
                            .filter(selection::isChosen)
                            .forEach(this::keep);
                }
            }
        }
    }

    private void keep(ArchivePackage each) {
        if (kept.add(each)) {
            open.addLast(each);
        }
    }
}
