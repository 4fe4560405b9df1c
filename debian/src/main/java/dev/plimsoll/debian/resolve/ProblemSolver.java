package dev.plimsoll.debian.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Mends a selection in which packages stand against each other, as apt does it: from the most to the least needed package, whatever
 * stands in its way goes, unless it is needed more. What the user asked for stays.
 *
 * @see <a href="https://salsa.debian.org/apt-team/apt/-/blob/main/apt-pkg/algorithms.cc">apt's problem resolver</a>
 */
final class ProblemSolver {
    private static final int ROUNDS = 20;

    private final Selection selection;
    private final Marker marker;
    private final Set<String> requested;
    private final Set<String> tried = new HashSet<>();
    private final Scores scores;
    private boolean changed;

    private ProblemSolver(Selection selection, Marker marker, Set<String> requested) {
        this.selection = selection;
        this.marker = marker;
        this.requested = requested;
        this.scores = Scores.of(selection, packages(selection), requested);
    }

    /** Mends what can be mended; {@link Selection#anyBroken()} tells whether that was all. */
    static void solve(Selection selection, Marker marker, Set<String> requested) {
        if (selection.anyBroken()) {
            new ProblemSolver(selection, marker, requested).run();
        }
    }

    private static List<ArchivePackage> packages(Selection selection) {
        List<ArchivePackage> packages = new ArrayList<>();
        for (Mark mark : selection.chosen()) {
            if (mark.chosen != null) {
                packages.add(mark.chosen);
            }
        }
        return packages;
    }

    private void run() {
        changed = true;
        for (int round = 0; round < ROUNDS && changed; round++) {
            changed = false;
            List<ArchivePackage> ordered = new ArrayList<>(packages(selection));
            ordered.sort(Comparator.comparing((ArchivePackage each) -> -scores.of(each.name())));
            for (ArchivePackage each : ordered) {
                if (selection.isChosen(each) && selection.isBroken(each)) {
                    mend(each, round);
                }
            }
        }
    }

    private void mend(ArchivePackage broken, int round) {
        List<String> inTheWay = new ArrayList<>();
        for (Need need : selection.needs(broken)) {
            if (!need.isStrict() || selection.isRespected(need)) {
                continue;
            }
            boolean settled = need.forbids() ? yieldOrRemove(broken, need, inTheWay) : fulfil(broken, need);
            if (settled) {
                break;
            }
        }
        if (!selection.isChosen(broken)) {
            return;
        }
        for (String name : inTheWay) {
            boolean dropped = marker.drop(name);
            changed |= dropped;
            if ((!dropped || round > 1) && scores.of(broken.name()) > scores.of(name)) {
                scores.set(name, scores.of(broken.name()));
                changed = true;
            }
        }
    }

    /** A demand that is not fulfilled: more is brought in for a fixed package; any other goes. */
    private boolean fulfil(ArchivePackage broken, Need need) {
        if (!selection.mark(broken.name()).fixed) {
            marker.drop(broken.name());
            changed = true;
            return true;
        }
        for (Alternative alternative : need.relation().alternatives()) {
            for (ArchivePackage target : selection.targets(need, alternative)) {
                if (bringIn(target.name())) {
                    if (scores.of(target.name()) > scores.of(broken.name())) {
                        scores.set(target.name(), scores.of(broken.name()));
                    }
                    changed = true;
                    return false;
                }
            }
        }
        return false;
    }

    /** Whether the broken package itself goes; what is needed less is put on the list instead. */
    private boolean yieldOrRemove(ArchivePackage broken, Need need, List<String> inTheWay) {
        for (ArchivePackage target :
                selection.targets(need, need.relation().alternatives().get(0))) {
            if (!selection.isChosen(target)) {
                continue;
            }
            boolean weaker = scores.of(broken.name()) <= scores.of(target.name());
            if (weaker && !selection.mark(broken.name()).fixed) {
                marker.drop(broken.name());
                changed = true;
                return true;
            }
            if (!weaker && !selection.mark(target.name()).fixed) {
                inTheWay.add(target.name());
            }
        }
        return false;
    }

    /** Chooses a package and what it needs, or nothing. */
    private boolean bringIn(String name) {
        Mark mark = selection.mark(name);
        if (mark.candidate == null || requested.contains(name) || !tried.add(name)) {
            return false;
        }
        boolean wasOut = mark.chosen == null;
        if (!marker.chooseAlone(name)) {
            return false;
        }
        ArchivePackage chosen = mark.chosen;
        if (chosen == null || !needsMet(chosen)) {
            if (wasOut) {
                marker.drop(name);
            }
            return false;
        }
        return true;
    }

    private boolean needsMet(ArchivePackage chosen) {
        for (Need need : selection.needs(chosen)) {
            if (need.isStrict() && !need.forbids() && !selection.isMetByChosen(need) && !bringInAny(need)) {
                return false;
            }
        }
        return true;
    }

    private boolean bringInAny(Need need) {
        for (Alternative alternative : need.relation().alternatives()) {
            for (ArchivePackage target : selection.targets(need, alternative)) {
                if (selection.isCandidate(target) && !selection.mark(target.name()).fixed && bringIn(target.name())) {
                    return true;
                }
            }
        }
        return false;
    }
}
