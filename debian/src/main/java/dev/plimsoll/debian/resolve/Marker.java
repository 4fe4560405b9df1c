package dev.plimsoll.debian.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Chooses packages and what they need, depth first, as apt does it: the first alternative that works is taken, what can't work is not
 * asked again, and what is needed without alternative is fixed. Where apt would be led astray by this, {@link ProblemSolver} comes in.
 *
 * @see <a href="https://salsa.debian.org/apt-team/apt/-/blob/main/apt-pkg/depcache.cc">apt's depcache</a>
 */
final class Marker {
    /** Of calls within each other; far more than the longest chain of the archive. */
    private static final int MAX_DEPTH = 1000;

    private final Selection selection;

    Marker(Selection selection) {
        this.selection = selection;
    }

    private Comparator<ArchivePackage> byPreference(Alternative wanted) {
        String own = wanted.architecture().isEmpty() ? wanted.name() : "";
        return Comparator.comparing((ArchivePackage each) -> !selection.mark(each.name()).fixed)
                .thenComparing(each -> !each.name().equals(own))
                .thenComparing(each -> !each.essential())
                .thenComparing(each -> !each.important())
                .thenComparingInt(each -> Priorities.of(each.priority()))
                .thenComparing(selection::rankOrder);
    }

    /** Chooses what the user asked for, alone. */
    void request(ArchivePackage wanted) {
        Mark mark = selection.mark(wanted.name());
        mark.candidate = wanted;
        mark.fixed = true;
        mark.chosen = wanted;
    }

    /** Chooses what a requested package needs. */
    void complete(ArchivePackage requested) {
        Mark mark = selection.mark(requested.name());
        if (mark.candidate != null) {
            choose(mark, 0, true);
        }
    }

    /** Chooses a package with what it needs; says whether that worked. */
    boolean choose(String name, int depth) {
        return choose(selection.mark(name), depth, false);
    }

    /** Chooses a package alone; says whether that is allowed. */
    boolean chooseAlone(String name) {
        Mark mark = selection.mark(name);
        if (!mayChoose(mark, 0, false)) {
            return false;
        }
        if (!isDone(mark)) {
            set(mark, false);
        }
        return true;
    }

    /** Takes a choice back; says whether that is allowed. */
    boolean drop(String name) {
        Mark mark = selection.mark(name);
        if (mark.chosen != null && mark.fixed) {
            return false;
        }
        mark.chosen = null;
        return true;
    }

    private static boolean mayChoose(Mark mark, int depth, boolean byUser) {
        boolean changes = mark.chosen == null;
        return depth <= MAX_DEPTH && mark.candidate != null && (byUser || !changes || !mark.fixed);
    }

    private boolean isDone(Mark mark) {
        return !mark.fixed && mark.chosen != null && !selection.isIncomplete(mark.chosen);
    }

    private boolean choose(Mark mark, int depth, boolean byUser) {
        if (!mayChoose(mark, depth, byUser)) {
            return false;
        }
        if (isDone(mark)) {
            return true;
        }
        ArchivePackage candidate = mark.candidate;
        if (candidate == null || !isPossible(mark, candidate)) {
            return false;
        }
        if (byUser) {
            set(mark, true);
        }
        boolean early = !mark.fixed && !byUser;
        Work work = collect(candidate, mark.fixed);
        boolean failed = !removeConflicting(work, mark.fixed, byUser);
        if (failed && early) {
            return false;
        }
        if (!byUser) {
            set(mark, false);
        }
        boolean wasFixed = mark.fixed;
        mark.fixed = true;
        boolean installed = installNeeded(work, depth, wasFixed, byUser);
        mark.fixed = wasFixed;
        if (!installed && early) {
            mark.chosen = null;
            mark.candidate = null;
            return false;
        }
        return installed && !failed;
    }

    private static void set(Mark mark, boolean byUser) {
        if (mark.fixed && Objects.equals(mark.chosen, mark.candidate)) {
            return;
        }
        mark.chosen = mark.candidate;
        mark.automatic = !byUser;
    }

    /** Whether each strict demand has a candidate; if not, the package is out of the question from now on. */
    private boolean isPossible(Mark mark, ArchivePackage candidate) {
        for (Need need : selection.needs(candidate)) {
            boolean demand = need.isStrict() && !need.forbids();
            if (demand && !selection.isMetByChosen(need) && !selection.isMetByCandidates(need)) {
                if (!mark.fixed) {
                    mark.candidate = null;
                    mark.chosen = null;
                }
                return false;
            }
        }
        return true;
    }

    /** What is to be done for a package. */
    private record Work(List<Need> demands, List<Need> conflicts) {}

    private Work collect(ArchivePackage candidate, boolean fixed) {
        Work work = new Work(new ArrayList<>(), new ArrayList<>());
        for (Need need : selection.needs(candidate)) {
            if (fixed || !selection.isRespected(need)) {
                (need.forbids() ? work.conflicts() : work.demands()).add(need);
            }
        }
        return work;
    }

    /** Takes back what stands in conflict; for a fixed package it is barred as well. */
    private boolean removeConflicting(Work work, boolean fixed, boolean byUser) {
        boolean failed = false;
        for (Need conflict : work.conflicts()) {
            for (ArchivePackage hit : solutions(conflict)) {
                Mark mark = selection.mark(hit.name());
                if (mark.chosen != null && !drop(hit.name())) {
                    failed = true;
                    if (!fixed && !byUser) {
                        return false;
                    }
                } else if (fixed) {
                    mark.candidate = null;
                    mark.fixed = true;
                    mark.excluded = conflict.toString();
                }
            }
        }
        return !failed;
    }

    /** The candidates that a relation means, the best first. */
    private List<ArchivePackage> solutions(Need need) {
        List<ArchivePackage> found = new ArrayList<>();
        for (Alternative alternative : need.relation().alternatives()) {
            List<ArchivePackage> some = selection.targets(need, alternative).stream()
                    .filter(selection::isCandidate)
                    .sorted(byPreference(alternative))
                    .toList();
            for (ArchivePackage each : some) {
                boolean repeated =
                        !found.isEmpty() && found.get(found.size() - 1).equals(each);
                Mark mark = selection.mark(each.name());
                boolean barred = !need.forbids() && mark.fixed && mark.chosen == null;
                if (!repeated && !barred) {
                    found.add(each);
                }
            }
        }
        return found;
    }

    private boolean installNeeded(Work work, int depth, boolean fixed, boolean byUser) {
        boolean failed = false;
        for (Need demand : work.demands()) {
            boolean done;
            if (selection.isMetByChosen(demand)) {
                done = !fixed || fixOnlySolution(demand, depth);
            } else {
                done = installFirst(demand, depth, fixed) || !demand.isStrict();
            }
            if (!done) {
                failed = true;
                if (!fixed && !byUser) {
                    return false;
                }
            }
        }
        return !failed;
    }

    /** What a fixed package needs and only one package gives is fixed too. */
    private boolean fixOnlySolution(Need demand, int depth) {
        if (!demand.isStrict()) {
            return true;
        }
        List<ArchivePackage> possible = demand.relation().alternatives().stream()
                .flatMap(each -> selection.targets(demand, each).stream())
                .filter(each -> selection.isCandidate(each) || selection.isChosen(each))
                .distinct()
                .toList();
        if (possible.size() != 1) {
            return true;
        }
        Mark mark = selection.mark(possible.get(0).name());
        if (mark.fixed) {
            return true;
        }
        mark.fixed = true;
        return choose(mark, depth + 1, false);
    }

    private boolean installFirst(Need demand, int depth, boolean fixed) {
        List<ArchivePackage> possible = solutions(demand);
        boolean only = fixed && demand.isStrict() && possible.size() == 1;
        for (ArchivePackage each : possible) {
            Mark mark = selection.mark(each.name());
            if (!each.equals(mark.candidate)) {
                continue;
            }
            if (only) {
                if (!mayChoose(mark, depth + 1, false)) {
                    continue;
                }
                set(mark, false);
                mark.fixed = true;
            }
            if (choose(mark, depth + 1, false)) {
                return true;
            }
        }
        return false;
    }
}
