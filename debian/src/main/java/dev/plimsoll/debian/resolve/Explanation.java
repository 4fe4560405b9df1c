package dev.plimsoll.debian.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says why a request can't be fulfilled: from each requested package down to the relation that nothing fulfils, and what there is
 * instead; or which packages stand against each other.
 */
final class Explanation {
    private static final int MAX_LINES = 40;
    private static final int MAX_DEPTH = 12;

    private final PackageUniverse all;
    private final Selection selection;
    private final Versions versions;
    private final ResolutionRequest request;
    private final Set<String> requested = new HashSet<>();
    private final Set<ArchivePackage> open = new HashSet<>();
    private final Set<ArchivePackage> sound = new HashSet<>();

    Explanation(PackageUniverse all, Selection selection, Versions versions, ResolutionRequest request) {
        this.all = all;
        this.selection = selection;
        this.versions = versions;
        this.request = request;
    }

    String text(List<ArchivePackage> wanted) {
        List<String> lines = new ArrayList<>();
        wanted.forEach(each -> requested.add(each.name()));
        for (ArchivePackage each : wanted) {
            List<String> against = against(each, 1);
            if (!against.isEmpty()) {
                lines.add(each.name() + " " + each.version() + " can't be had:");
                lines.addAll(against);
            }
        }
        if (lines.isEmpty()) {
            lines.add("these packages can't be had together:");
            for (Mark mark : selection.chosen()) {
                if (mark.chosen != null) {
                    lines.addAll(broken(mark.chosen));
                }
            }
        }
        boolean tooMany = lines.size() > MAX_LINES;
        String text = lines.stream().limit(MAX_LINES).collect(Collectors.joining("\n"));
        return tooMany ? text + "\n  … and " + (lines.size() - MAX_LINES) + " lines more" : text;
    }

    private List<String> broken(ArchivePackage each) {
        return selection.needs(each).stream()
                .filter(need -> need.isStrict() && !selection.isRespected(need))
                .map(need -> "  " + need)
                .toList();
    }

    /** What speaks against a package, indented; nothing if it could be had. */
    private List<String> against(ArchivePackage each, int depth) {
        List<String> lines = new ArrayList<>();
        if (depth > MAX_DEPTH || sound.contains(each) || !open.add(each)) {
            return lines;
        }
        for (Need need : selection.needs(each)) {
            if (need.forbids()) {
                lines.addAll(hits(need, depth));
            } else if (need.isStrict()) {
                lines.addAll(unmet(need, depth));
            }
        }
        open.remove(each);
        if (lines.isEmpty()) {
            sound.add(each);
        }
        return lines;
    }

    private List<String> hits(Need need, int depth) {
        return selection.targets(need, need.relation().alternatives().get(0)).stream()
                .filter(selection::isChosen)
                .map(hit -> indent(depth) + need + ", but " + hit.name() + " " + hit.version() + " is wanted too ("
                        + whoWants(hit) + ")")
                .toList();
    }

    private String whoWants(ArchivePackage hit) {
        if (requested.contains(hit.name())) {
            return "requested";
        }
        return selection.chosen().stream()
                .flatMap(mark -> Stream.ofNullable(mark.chosen))
                .flatMap(each -> selection.needs(each).stream())
                .filter(need -> !need.forbids())
                .filter(need -> need.relation().alternatives().stream()
                        .anyMatch(each -> selection.targets(need, each).contains(hit)))
                .map(Need::toString)
                .findFirst()
                .orElse("by another package");
    }

    /** A demand is hopeless only if each of its alternatives is. */
    private List<String> unmet(Need need, int depth) {
        List<String> lines = new ArrayList<>();
        lines.add(indent(depth) + need + ":");
        for (Alternative alternative : need.relation().alternatives()) {
            List<ArchivePackage> targets = selection.targets(need, alternative);
            if (targets.isEmpty()) {
                lines.add(indent(depth + 1) + absent(alternative));
            }
            for (ArchivePackage target : targets) {
                List<String> reasons = reasons(target, depth + 1);
                if (reasons.isEmpty()) {
                    return List.of();
                }
                lines.addAll(reasons);
            }
        }
        return lines;
    }

    private List<String> reasons(ArchivePackage target, int depth) {
        Mark mark = selection.mark(target.name());
        if (!mark.excluded.isEmpty()) {
            return List.of(indent(depth) + target.name() + " is kept out: " + mark.excluded);
        }
        ArchivePackage chosen = mark.chosen;
        if (chosen != null && !chosen.equals(target)) {
            return List.of(indent(depth) + "of " + target.name() + ", " + chosen.version()
                    + " is taken, the newest; name " + target.name() + "=" + target.version()
                    + " too if it shall be the other");
        }
        List<String> deeper = against(target, depth + 1);
        if (deeper.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(indent(depth) + target.name() + " " + target.version() + " can't be had:");
        lines.addAll(deeper);
        return lines;
    }

    private String absent(Alternative wanted) {
        List<ArchivePackage> there = all.versions(wanted.name());
        if (!there.isEmpty()) {
            Optional<Pin> pin = there.stream()
                    .flatMap(each -> PinnedUniverse.against(each, request.pins(), versions).stream())
                    .findFirst();
            return "there is " + wanted.name() + " " + Wanted.listed(there)
                    + pin.map(each -> ", and the pin " + each).orElse("");
        }
        List<PackageUniverse.Provider> providers = all.providers(wanted.name());
        if (!providers.isEmpty()) {
            return wanted.name() + " is provided by "
                    + providers.stream()
                            .map(each -> each.owner().name() + " (as " + each.name() + ")")
                            .distinct()
                            .limit(8)
                            .collect(Collectors.joining(", "));
        }
        return "no package of this archive is or provides " + wanted.name();
    }

    private static String indent(int depth) {
        return "  ".repeat(depth);
    }
}
