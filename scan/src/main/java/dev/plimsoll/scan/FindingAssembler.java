package dev.plimsoll.scan;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.VersionScheme;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Joins the matches of each component into findings: one for each flaw, all records about it as evidence. */
final class FindingAssembler {
    private final Enrichment enrichment;
    private final LayerOrigins layers;

    FindingAssembler(Enrichment enrichment, LayerOrigins layers) {
        this.enrichment = enrichment;
        this.layers = layers;
    }

    /** One flaw of one component before it is enriched. */
    private record Draft(Component component, List<String> ids, List<Match> matches) {}

    List<Finding> assemble(Map<Component, List<Match>> matches) {
        List<Draft> drafts = new ArrayList<>();
        matches.forEach((component, each) -> drafts.addAll(drafts(component, each)));
        Set<String> ids = new LinkedHashSet<>();
        drafts.forEach(draft -> ids.addAll(draft.ids()));
        Map<String, Exploitation> exploitation = enrichment.exploitation(ids);
        Map<String, List<Rating>> ratings = enrichment.ratings(ids);
        List<Finding> findings = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            findings.add(finish(draft, exploitation, ratings));
        }
        return findings;
    }

    private static List<Draft> drafts(Component component, List<Match> matches) {
        FlawIds flaws = new FlawIds();
        for (Match match : matches) {
            for (List<String> ids : flawsOf(match.advisory())) {
                flaws.same(ids);
            }
        }
        Map<String, List<Match>> byFlaw = new LinkedHashMap<>();
        for (Match match : matches) {
            Set<String> roots = new LinkedHashSet<>();
            flawsOf(match.advisory()).forEach(ids -> roots.add(flaws.find(ids.get(0))));
            roots.forEach(root ->
                    byFlaw.computeIfAbsent(root, key -> new ArrayList<>()).add(match));
        }
        Map<String, List<String>> groups = flaws.groups();
        List<Draft> drafts = new ArrayList<>();
        byFlaw.forEach((root, records) -> {
            if (records.stream().anyMatch(Match::affects)) {
                drafts.add(new Draft(component, groups.getOrDefault(root, List.of(root)), records));
            }
        });
        return drafts;
    }

    /** A record is about one flaw with several names, or bundles several flaws (a distribution's update notice). */
    private static List<List<String>> flawsOf(Advisory advisory) {
        if (!advisory.upstream().isEmpty()) {
            List<List<String>> flaws = new ArrayList<>();
            advisory.upstream().forEach(id -> flaws.add(List.of(id)));
            return flaws;
        }
        List<String> ids = new ArrayList<>();
        ids.add(advisory.id());
        ids.addAll(advisory.aliases());
        return List.of(ids);
    }

    private Finding finish(
            Draft draft, Map<String, Exploitation> exploitation, Map<String, List<Rating>> enrichedRatings) {
        List<Match> records = sortedRecords(draft.matches());
        Set<Rating> ratings = new LinkedHashSet<>();
        records.forEach(match -> ratings.addAll(match.advisory().ratings()));
        draft.ids().forEach(id -> ratings.addAll(enrichedRatings.getOrDefault(id, List.of())));
        List<Rating> all = List.copyOf(ratings);
        Optional<Rating> rating = SeverityChoice.of(DistroPackages.is(draft.component()), all);
        List<Evidence> evidence = records.stream().map(Match::evidence).toList();
        List<Evidence> affecting =
                records.stream().filter(Match::affects).map(Match::evidence).toList();
        String fixed = highestFix(draft.component(), affecting);
        OptionalInt layer = layers.layerOf(draft.component());
        return new Finding(
                draft.ids().get(0),
                aliases(draft),
                draft.component(),
                fixed.isEmpty() ? unfixedState(affecting) : FixState.FIXED,
                fixed,
                rating.map(Rating::severity).orElse(Severity.UNSPECIFIED),
                rating,
                all,
                worst(draft.ids(), exploitation),
                evidence,
                layer,
                layers.introducedBy(layer),
                records.stream()
                        .flatMap(match -> match.advisory().published().stream())
                        .min(Comparator.naturalOrder()));
    }

    /** Records that match before those that disagree, then by feed and id, so that the order never depends on a source's. */
    private static List<Match> sortedRecords(Collection<Match> matches) {
        return matches.stream()
                .distinct()
                .sorted((a, b) -> {
                    int order = Boolean.compare(b.affects(), a.affects());
                    order = order != 0
                            ? order
                            : a.evidence().feed().compareTo(b.evidence().feed());
                    return order != 0
                            ? order
                            : a.evidence().advisory().compareTo(b.evidence().advisory());
                })
                .toList();
    }

    /** All ids of the flaw but the first, and the update notices that speak of it. */
    private static List<String> aliases(Draft draft) {
        Set<String> aliases = new LinkedHashSet<>(draft.ids());
        draft.matches().stream().map(match -> match.advisory().id()).sorted().forEach(aliases::add);
        aliases.remove(draft.ids().get(0));
        return List.copyOf(aliases);
    }

    /** Where sources name different fixes, the highest of them satisfies all. */
    private static String highestFix(Component component, List<Evidence> evidence) {
        VersionScheme scheme =
                Ecosystems.byId(component.ecosystem()).orElseThrow().versions();
        String best = "";
        for (Evidence each : evidence) {
            String fixed = each.fixedVersion();
            if (!fixed.isEmpty() && (best.isEmpty() || isHigher(scheme, fixed, best))) {
                best = fixed;
            }
        }
        return best;
    }

    private static boolean isHigher(VersionScheme scheme, String a, String b) {
        try {
            return scheme.parse(a).compareTo(scheme.parse(b)) > 0;
        } catch (UnreadableVersionException e) {
            throw new IllegalStateException("a fixed version was read before it matched", e);
        }
    }

    private static FixState unfixedState(List<Evidence> evidence) {
        FixState state = FixState.NOT_FIXED;
        for (Evidence each : evidence) {
            if (each.fixState() == FixState.WILL_NOT_FIX || each.fixState() == FixState.END_OF_LIFE) {
                state = each.fixState();
            }
        }
        return state;
    }

    /** A flaw with several CVE ids is as exploited as the worst of them. */
    private static Exploitation worst(List<String> ids, Map<String, Exploitation> exploitation) {
        Exploitation worst = Exploitation.UNKNOWN;
        for (String id : ids) {
            Exploitation each = exploitation.getOrDefault(id, Exploitation.UNKNOWN);
            boolean known = each.knownExploitedSince().isPresent();
            boolean worstKnown = worst.knownExploitedSince().isPresent();
            if (known && !worstKnown
                    || known == worstKnown
                            && each.epssScore().orElse(-1) > worst.epssScore().orElse(-1)) {
                worst = each;
            }
        }
        return worst;
    }
}
