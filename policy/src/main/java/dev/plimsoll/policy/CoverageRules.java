package dev.plimsoll.policy;

import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The first law as rules: what was not judged is no pass, unless the policy allows exactly that. */
final class CoverageRules {
    private final Policy policy;
    private final AllowUnjudged allowed;
    private final ScanResult scan;
    private final List<RuleResult> results = new ArrayList<>();

    CoverageRules(Policy policy, ScanResult scan) {
        this.policy = policy;
        this.allowed = policy.allowUnjudged();
        this.scan = scan;
    }

    List<RuleResult> apply() {
        nothingFound();
        notJudged();
        fixesOnly();
        if (!scan.inventory().completeness().isEmpty()) {
            results.add(RuleResult.pass(
                    "coverage/completeness",
                    "what is installed is as complete as '" + scan.inventory().completeness() + "'"));
        }
        return results;
    }

    private void nothingFound() {
        boolean nothing =
                scan.coverage().isEmpty() && scan.inventory().unidentified().isEmpty();
        if (nothing && !allowed.nothingFound()) {
            results.add(new RuleResult(
                    "coverage/nothing-found",
                    Verdict.UNJUDGED,
                    "nothing was found that could be judged",
                    List.of(),
                    "if the image really holds no packages, say 'allow-unjudged: {nothing-found: true}'"));
        }
    }

    private void notJudged() {
        Set<Owner> own = new HashSet<>();
        scan.coverage().forEach(each -> own.add(owner(each.component())));
        Map<String, List<String>> byRule = new TreeMap<>();
        for (ComponentCoverage each : scan.coverage()) {
            boolean countedAsItsOwner =
                    each.component().owner().filter(own::contains).isPresent();
            if (each.best().level() == Level.NOT_JUDGED && !countedAsItsOwner && !isAllowed(each)) {
                byRule.computeIfAbsent(rule(each.best().reason()), key -> new ArrayList<>())
                        .add(each.component().name() + " " + each.component().version() + " ("
                                + each.component().ecosystem() + "): "
                                + each.best().detail());
            }
        }
        byRule.forEach((rule, components) -> results.add(new RuleResult(
                rule,
                Verdict.UNJUDGED,
                RuleResult.count(components.size(), "component was", "components were") + " not judged",
                RuleResult.named(components),
                remedy(rule))));
        if (byRule.isEmpty() && !scan.coverage().isEmpty()) {
            results.add(RuleResult.pass(
                    "coverage/judged",
                    RuleResult.count(scan.coverage().size(), "component is", "components are") + " accounted for"));
        }
    }

    private static Owner owner(Component component) {
        return new Owner(component.ecosystem(), component.name(), component.version());
    }

    private boolean isAllowed(ComponentCoverage each) {
        Reason reason = each.best().reason();
        return reason == Reason.NO_SOURCE && isAllowedEcosystem(each.component())
                || reason == Reason.ADVISORY_UNREADABLE
                        && !each.unreadable().isEmpty()
                        && each.unreadable().stream().allMatch(id -> Glob.any(allowed.records(), id))
                || reason == Reason.END_OF_LIFE
                        && scan.inventory()
                                .distro()
                                .filter(distro -> Glob.any(allowed.endOfLife(), distro.id() + ":" + distro.versionId()))
                                .isPresent()
                || Glob.any(allowed.packages(), each.component().purl().toString());
    }

    /** People know ecosystems by their purl type as well: {@code npm} is {@code node}. */
    private boolean isAllowedEcosystem(Component component) {
        return allowed.ecosystems().contains(component.ecosystem())
                || allowed.ecosystems().contains(component.purl().type());
    }

    private static String rule(Reason reason) {
        return "coverage/" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String remedy(String rule) {
        return switch (rule) {
            case "coverage/no-source" ->
                "'plimsoll db update' fetches the feeds; a policy can allow an ecosystem without one";
            case "coverage/end-of-life" -> "move to a release that is still looked after";
            case "coverage/not-asked" -> "run without --offline, or after 'plimsoll db update'";
            case "coverage/source-failed" -> "see why the source failed, and run again";
            default -> "a policy can allow it by 'allow-unjudged: {packages: […]}'";
        };
    }

    private void fixesOnly() {
        int fixesOnly = scan.summary().fixesOnly();
        if (fixesOnly == 0) {
            return;
        }
        String words = RuleResult.count(fixesOnly, "component is", "components are")
                + " judged for published fixes only: flaws without a fix are not seen";
        results.add(
                policy.demandFull()
                        ? new RuleResult(
                                "coverage/fixes-only",
                                Verdict.UNJUDGED,
                                words,
                                List.of(),
                                "'plimsoll db update' fetches the feeds that know them")
                        : RuleResult.pass("coverage/fixes-only", words));
    }
}
