package dev.plimsoll.scan;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of the records about a component match its version. For one thread. */
final class Matcher {
    private final Optional<Distro> distro;
    private final Map<String, RangeMatcher> rangeMatchers = new HashMap<>();

    Matcher(Optional<Distro> distro) {
        this.distro = distro;
    }

    /**
     * What was concluded about one component.
     *
     * @param matches records that match, and records that name the component and say it is not affected
     * @param unreadable ids of records that could not be evaluated
     */
    record Outcome(List<Match> matches, List<String> unreadable) {}

    Outcome match(Component component, List<Knowledge> answers) {
        Optional<Ecosystem> known = Ecosystems.byId(component.ecosystem());
        if (known.isEmpty()) {
            // From a foreign SBOM: no source covers what we have no ecosystem for, and the coverage says so.
            return new Outcome(List.of(), List.of());
        }
        Ecosystem ecosystem = known.get();
        List<Match> matches = new ArrayList<>();
        Set<String> unreadable = new LinkedHashSet<>();
        List<PackageKey> keys = ecosystem.keys(component, distro);
        for (Knowledge answer : answers) {
            unreadable.addAll(answer.unreadable());
            for (Advisory advisory : answer.advisories()) {
                match(component, ecosystem, keys, advisory, answer.coverage(), matches, unreadable);
            }
        }
        return new Outcome(matches, List.copyOf(unreadable));
    }

    private void match(
            Component component,
            Ecosystem ecosystem,
            List<PackageKey> keys,
            Advisory advisory,
            Coverage coverage,
            List<Match> matches,
            Set<String> unreadable) {
        if (isPlainBugFix(advisory)) {
            return;
        }
        for (Affected entry : advisory.affected()) {
            if (!keys.contains(entry.key()) || !concerns(entry, component)) {
                continue;
            }
            try {
                matches.addAll(evaluate(component, ecosystem, advisory, entry, coverage.date()));
            } catch (UnreadableVersionException e) {
                unreadable.add(advisory.id());
            }
        }
    }

    /** AlmaLinux publishes bug fixes (ALBA) and enhancements (ALEA) beside security notices; only those that name a flaw count. */
    private static boolean isPlainBugFix(Advisory advisory) {
        return advisory.upstream().isEmpty()
                && advisory.aliases().isEmpty()
                && (advisory.id().startsWith("ALBA-") || advisory.id().startsWith("ALEA-"));
    }

    private List<Match> evaluate(
            Component component, Ecosystem ecosystem, Advisory advisory, Affected entry, Optional<Instant> date)
            throws UnreadableVersionException {
        String compared = ecosystem.versionFor(component, entry.key());
        if (entry.fixState() == FixState.NOT_AFFECTED) {
            return List.of(new Match(advisory, evidence(advisory, entry, compared, "none", "", date), false));
        }
        Version version = ecosystem.versions().parse(compared);
        RangeMatcher.Match match = rangeMatchers
                .computeIfAbsent(ecosystem.id(), id -> new RangeMatcher(ecosystem.versions()))
                .match(entry, version);
        return match.affected()
                ? List.of(new Match(
                        advisory, evidence(advisory, entry, compared, match.range(), match.fixedVersion(), date), true))
                : List.of();
    }

    /** Module streams and lists of binaries narrow a record down. */
    private static boolean concerns(Affected entry, Component component) {
        if (!entry.binaries().isEmpty() && !entry.binaries().contains(component.name())) {
            return false;
        }
        return entry.module().isEmpty()
                || entry.module().equals(component.properties().get("modularity"));
    }

    private static Evidence evidence(
            Advisory advisory, Affected entry, String compared, String range, String fixed, Optional<Instant> date) {
        FixState state = entry.fixState();
        if (state != FixState.NOT_AFFECTED && !fixed.isEmpty()) {
            state = FixState.FIXED;
        } else if (state == FixState.FIXED) {
            state = FixState.NOT_FIXED;
        }
        return new Evidence(
                advisory.feed(),
                advisory.id(),
                entry.key(),
                compared,
                range,
                state,
                fixed,
                advisory.summary(),
                advisory.evidence(),
                advisory.references().isEmpty() ? "" : advisory.references().get(0),
                date);
    }
}
