package dev.plimsoll.debian.resolve;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the packages that a request needs, the same as apt where nothing is installed yet. Safe for use by several threads. */
public final class Resolver {
    private final PackageUniverse universe;
    private final Versions versions;

    /** Chooses among the packages of {@code universe}. */
    public Resolver(PackageUniverse universe, Versions versions) {
        this.universe = universe;
        this.versions = versions;
    }

    /**
     * The packages that a request needs.
     *
     * @throws PlimsollException USAGE if there is no such set, or none that apt would find; the message says why
     */
    public Resolution resolve(ResolutionRequest request) {
        PackageUniverse pinned = PinnedUniverse.of(universe, request.pins(), versions);
        List<ArchivePackage> requested = new Wanted(pinned, universe, request.pins()).find(request.packages());
        Selection selection = new Selection(pinned, versions, request.recommends());
        Marker marker = new Marker(selection);
        Set<String> names = new LinkedHashSet<>();
        for (ArchivePackage each : requested) {
            marker.request(each);
            names.add(each.name());
        }
        requested.forEach(marker::complete);
        ProblemSolver.solve(selection, marker, names);
        if (selection.anyBroken()) {
            throw new PlimsollException(
                    ErrorCode.USAGE, new Explanation(universe, selection, versions, request).text(requested));
        }
        Garbage.drop(selection);
        return result(selection, names, request.recommends());
    }

    private static Resolution result(Selection selection, Set<String> requested, boolean recommends) {
        List<ArchivePackage> chosen = new ArrayList<>();
        for (Mark mark : selection.chosen()) {
            if (mark.chosen != null) {
                chosen.add(mark.chosen);
            }
        }
        List<ArchivePackage> ordered = InstallOrder.of(selection, chosen);
        Map<String, List<String>> why = new LinkedHashMap<>();
        for (ArchivePackage each : ordered) {
            List<String> reasons = new ArrayList<>();
            if (requested.contains(each.name())) {
                reasons.add("requested");
            }
            why.put(each.name(), reasons);
        }
        InstallOrder.explain(selection, ordered, recommends, why);
        return new Resolution(ordered, why);
    }
}
