package dev.plimsoll.scan;

import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.EndOfLife;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Owner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks every source about every component, matches the records and says how far each component was judged. */
final class Judge {
    private static final String NOT_ITS_OWN = "it speaks of the distribution's packages, and this is none of them";

    private final List<AdvisorySource> sources;
    private final LocalDate today;

    Judge(List<AdvisorySource> sources, LocalDate today) {
        this.sources = sources;
        this.today = today;
    }

    /**
     * The judgement of an inventory.
     *
     * @param matches by component, in the inventory's order
     * @param coverage one for each component, in the inventory's order
     */
    record Judgement(Map<Component, List<Match>> matches, List<ComponentCoverage> coverage) {}

    Judgement judge(Inventory inventory, Optional<EndOfLife.Support> support) {
        List<Component> asked = inventory.components().stream()
                .filter(component -> component.owner().isEmpty())
                .toList();
        List<List<Knowledge>> answers = new ArrayList<>();
        for (AdvisorySource source : sources) {
            List<Knowledge> given = source.lookUp(asked, inventory.distro());
            if (given.size() != asked.size()) {
                throw new IllegalStateException(source.id() + " answered " + given.size() + " of " + asked.size());
            }
            answers.add(given);
        }
        Matcher matcher = new Matcher(inventory.distro());
        Map<Component, List<Match>> matches = new LinkedHashMap<>();
        Map<Component, ComponentCoverage> coverage = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            int index = i;
            Component component = asked.get(i);
            List<Knowledge> about =
                    answers.stream().map(each -> each.get(index)).toList();
            Matcher.Outcome outcome = matcher.match(component, about);
            if (!outcome.matches().isEmpty()) {
                matches.put(component, outcome.matches());
            }
            coverage.put(component, coverage(component, about, outcome.unreadable(), support));
        }
        return new Judgement(matches, inOrder(inventory, coverage));
    }

    private ComponentCoverage coverage(
            Component component, List<Knowledge> about, List<String> unreadable, Optional<EndOfLife.Support> support) {
        boolean foreign = about.stream().anyMatch(each -> each.coverage().reason() == Reason.FOREIGN);
        List<Coverage> all = about.stream()
                .map(Knowledge::coverage)
                .map(each -> foreign ? notItsOwn(each) : afterEndOfLife(component, each, support))
                .toList();
        List<Coverage> telling = all.stream().filter(each -> !isSilent(each)).toList();
        List<Coverage> shown = telling.isEmpty() ? all.stream().limit(1).toList() : telling;
        Coverage best = shown.stream()
                .min(Comparator.comparing(Coverage::level)
                        // Why a source that knows the package did not judge it says more than that another has no feed.
                        .thenComparing(each -> each.reason() == Reason.NO_SOURCE)
                        // Of those that say it is foreign, the one that found it out says why.
                        .thenComparing(each -> each.detail().equals(NOT_ITS_OWN)))
                .orElseGet(() -> Coverage.notJudged(
                        "", Reason.NO_SOURCE, "no advisory source was given; run 'plimsoll db update'"));
        Optional<String> newest =
                about.stream().flatMap(each -> each.newest().stream()).findFirst();
        return new ComponentCoverage(component, best, shown, unreadable, newest);
    }

    /** A source that is not meant for this kind of component says nothing of interest beside others. */
    private static boolean isSilent(Coverage coverage) {
        return coverage.source().isEmpty() && coverage.reason() == Reason.NO_SOURCE;
    }

    /** A feed about a distribution's packages knows nothing of another's build that only bears such a name. */
    private static Coverage notItsOwn(Coverage coverage) {
        return coverage.level() == Level.NOT_JUDGED
                ? coverage
                : new Coverage(
                        Level.NOT_JUDGED,
                        coverage.source(),
                        coverage.date(),
                        coverage.confirmed(),
                        Reason.FOREIGN,
                        NOT_ITS_OWN);
    }

    /** What a publisher no longer looks after may be affected by anything that became known since. */
    private Coverage afterEndOfLife(Component component, Coverage coverage, Optional<EndOfLife.Support> support) {
        if (coverage.level() == Level.NOT_JUDGED
                || !DistroPackages.is(component)
                || support.filter(each -> each.isPast(today)).isEmpty()) {
            return coverage;
        }
        EndOfLife.Support past = support.get();
        return new Coverage(
                Level.NOT_JUDGED,
                coverage.source(),
                coverage.date(),
                coverage.confirmed(),
                Reason.END_OF_LIFE,
                "the release is past its end of life since " + past.eolLts().orElse(past.eol())
                        + "; only what was published before is known");
    }

    private static List<ComponentCoverage> inOrder(Inventory inventory, Map<Component, ComponentCoverage> coverage) {
        Map<Owner, ComponentCoverage> owners = new HashMap<>();
        coverage.forEach((component, each) ->
                owners.putIfAbsent(new Owner(component.ecosystem(), component.name(), component.version()), each));
        return inventory.components().stream()
                .map(component -> component
                        .owner()
                        .map(owner -> byOwner(component, owner, Optional.ofNullable(owners.get(owner))))
                        .orElseGet(() -> coverage.get(component)))
                .toList();
    }

    private static ComponentCoverage byOwner(Component component, Owner owner, Optional<ComponentCoverage> judged) {
        String as = "judged as the " + owner.ecosystem() + " package " + owner.name() + " that owns it";
        Coverage coverage = judged.map(ComponentCoverage::best)
                .map(each ->
                        new Coverage(each.level(), each.source(), each.date(), each.confirmed(), Reason.BY_OWNER, as))
                .orElseGet(() -> Coverage.notJudged(
                        "",
                        Reason.BY_OWNER,
                        "owned by the " + owner.ecosystem() + " package " + owner.name()
                                + ", which is not in the inventory"));
        return new ComponentCoverage(component, coverage, List.of(coverage), List.of());
    }
}
