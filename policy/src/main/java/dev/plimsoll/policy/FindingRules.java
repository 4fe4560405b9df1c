package dev.plimsoll.policy;

import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.scan.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The rules about findings: thresholds, unrated ones, known exploitation, EPSS. */
final class FindingRules {
    private FindingRules() {}

    static List<RuleResult> apply(
            Policy policy, List<Standing> standings, Optional<Baseline> baseline, Set<Enrichment.Kind> enriched) {
        List<RuleResult> results = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (severity != Severity.UNSPECIFIED && policy.threshold(severity).over() != Effect.IGNORE) {
                results.add(threshold(severity, policy.threshold(severity), standings));
            }
        }
        unrated(policy, standings).ifPresent(results::add);
        if (enriched.contains(Enrichment.Kind.EXPLOITED)) {
            knownExploited(policy, standings).ifPresent(results::add);
        } else {
            notLookedUp("kev", "known exploitation", policy.knownExploited(), standings)
                    .ifPresent(results::add);
        }
        if (enriched.contains(Enrichment.Kind.SCORED)) {
            policy.epss().flatMap(limit -> epss(limit, standings)).ifPresent(results::add);
        } else {
            policy.epss()
                    .flatMap(limit -> notLookedUp("epss", "the probability of exploitation", limit.over(), standings))
                    .ifPresent(results::add);
        }
        if (policy.onlyNew() && baseline.isEmpty()) {
            results.add(RuleResult.pass("baseline", "there is no baseline, so every finding counts as new"));
        }
        return results;
    }

    private static RuleResult threshold(Severity severity, Threshold threshold, List<Standing> standings) {
        String word = severity.name().toLowerCase(Locale.ROOT);
        String rule = "threshold/" + word;
        List<Standing> counted = only(
                standings, each -> each.countedAs().filter(as -> as == severity).isPresent());
        // Never a bare 0: what was not judged or rated may hold some.
        String number = counted.isEmpty() ? "none known that is" : Integer.toString(counted.size());
        String words = number + " " + word + " (at most " + threshold.max() + " allowed)";
        return counted.size() <= threshold.max()
                ? RuleResult.pass(rule, words)
                : new RuleResult(
                        rule,
                        threshold.over().verdict(),
                        words,
                        named(counted),
                        "take the fixes that the report names, or have the risk accepted with a waiver");
    }

    private static Optional<RuleResult> unrated(Policy policy, List<Standing> standings) {
        List<Standing> unrated =
                only(standings, each -> each.counts() && each.finding().severity() == Severity.UNSPECIFIED);
        if (policy.unspecified() != Unspecified.UNJUDGED || unrated.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RuleResult(
                "severity/unrated",
                Verdict.UNJUDGED,
                unrated.size() + (unrated.size() == 1 ? " finding has" : " findings have") + " no severity",
                named(unrated),
                "'plimsoll db update' may bring ratings; a policy can say 'unspecified: high'"));
    }

    /** Without the feed that a rule reads, it can't be said to be kept; with nothing to look up, it is. */
    private static Optional<RuleResult> notLookedUp(String rule, String what, Effect effect, List<Standing> standings) {
        List<Standing> open = only(standings, Standing::counts);
        if (effect == Effect.IGNORE || open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RuleResult(
                rule,
                effect == Effect.FAIL ? Verdict.UNJUDGED : effect.verdict(),
                what + " was not looked up for " + open.size() + (open.size() == 1 ? " finding" : " findings")
                        + ": the store has no such feed",
                named(open),
                "'plimsoll db update' fetches it; a policy without the rule '" + rule + "' does not ask for it"));
    }

    private static Optional<RuleResult> knownExploited(Policy policy, List<Standing> standings) {
        if (policy.knownExploited() == Effect.IGNORE) {
            return Optional.empty();
        }
        List<Standing> exploited = only(
                standings,
                each -> each.counts()
                        && each.finding().exploitation().knownExploitedSince().isPresent());
        String words = exploited.isEmpty()
                ? "none that is known to be exploited"
                : exploited.size() + (exploited.size() == 1 ? " finding is" : " findings are")
                        + " known to be exploited";
        return Optional.of(
                exploited.isEmpty()
                        ? RuleResult.pass("kev", words)
                        : new RuleResult(
                                "kev",
                                policy.knownExploited().verdict(),
                                words,
                                named(exploited),
                                "mend these first; only a waiver that says 'kev: true' covers them"));
    }

    private static Optional<RuleResult> epss(EpssLimit limit, List<Standing> standings) {
        List<Standing> likely = only(
                standings,
                each -> each.counts()
                        && each.finding().exploitation().epssScore().orElse(-1) >= limit.score());
        String who = likely.isEmpty()
                ? "none known has"
                : likely.size() + (likely.size() == 1 ? " finding has" : " findings have");
        String words = who + " an EPSS score of " + limit.score() + " or more";
        return limit.over() == Effect.IGNORE
                ? Optional.empty()
                : Optional.of(
                        likely.isEmpty()
                                ? RuleResult.pass("epss", words)
                                : new RuleResult(
                                        "epss",
                                        limit.over().verdict(),
                                        words,
                                        named(likely),
                                        "these are the likeliest to be attacked; mend them first"));
    }

    private static List<Standing> only(List<Standing> standings, Predicate<Standing> wanted) {
        return standings.stream().filter(wanted).toList();
    }

    private static List<String> named(List<Standing> standings) {
        return RuleResult.named(
                standings.stream().map(each -> words(each.finding())).toList());
    }

    private static String words(Finding finding) {
        return finding.id() + " in " + finding.component().name() + " "
                + finding.component().version()
                + (finding.fixedVersion().isEmpty() ? ", no fix" : ", fixed in " + finding.fixedVersion());
    }
}
