package dev.plimsoll.debian.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Orders packages so that each comes after what it needs; where needs go in a circle, pre-dependencies come first. */
final class InstallOrder {
    private final Selection selection;
    private final List<ArchivePackage> ordered = new ArrayList<>();
    private final Set<ArchivePackage> seen = new HashSet<>();

    private InstallOrder(Selection selection) {
        this.selection = selection;
    }

    static List<ArchivePackage> of(Selection selection, List<ArchivePackage> packages) {
        InstallOrder order = new InstallOrder(selection);
        packages.stream().sorted(Comparator.comparing(ArchivePackage::name)).forEach(order::add);
        return order.ordered;
    }

    /** A package whose needs are being ordered. */
    private record Step(ArchivePackage of, Deque<ArchivePackage> needed) {}

    private void add(ArchivePackage root) {
        Deque<Step> path = new ArrayDeque<>();
        enter(root, path);
        while (!path.isEmpty()) {
            Step step = path.getLast();
            ArchivePackage next = step.needed().pollFirst();
            if (next == null) {
                ordered.add(step.of());
                path.removeLast();
            } else {
                enter(next, path);
            }
        }
    }

    private void enter(ArchivePackage each, Deque<Step> path) {
        if (seen.add(each)) {
            Deque<ArchivePackage> needed = new ArrayDeque<>();
            Stream.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS)
                    .flatMap(kind -> each.relations(kind).stream().map(relation -> new Need(each, kind, relation)))
                    .flatMap(this::chosen)
                    .forEach(needed::addLast);
            path.addLast(new Step(each, needed));
        }
    }

    private Stream<ArchivePackage> chosen(Need need) {
        return need.relation().alternatives().stream()
                .flatMap(each -> selection.targets(need, each).stream())
                .filter(selection::isChosen);
    }

    /** Who wants each package. */
    static void explain(
            Selection selection, List<ArchivePackage> packages, boolean recommends, Map<String, List<String>> why) {
        for (ArchivePackage each : packages) {
            for (Need need : selection.needs(each)) {
                if (need.forbids() || need.kind() == RelationKind.RECOMMENDS && !recommends) {
                    continue;
                }
                need.relation().alternatives().stream()
                        .flatMap(alternative -> selection.targets(need, alternative).stream())
                        .filter(selection::isChosen)
                        .distinct()
                        .forEach(target -> why.computeIfAbsent(target.name(), key -> new ArrayList<>())
                                .add(need.toString()));
            }
        }
    }
}
