package dev.plimsoll.policy;

import dev.plimsoll.scan.ScanResult;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The door of this module: a scan under a policy gives its {@link Judgement}. Stateless. */
public final class PolicyEngine {
    private PolicyEngine() {}

    /**
     * Judges a scan.
     *
     * @param policy what is allowed
     * @param scan what was found
     * @param baseline the earlier scan that 'new' is measured against
     * @param imageRules results of the rules about the image itself; a waiver can excuse them too
     * @param now the time
     */
    public static Judgement judge(
            Policy policy, ScanResult scan, Optional<Baseline> baseline, List<RuleResult> imageRules, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Waivers waivers = new Waivers(policy, scan.image(), today);
        List<Standing> standings = new Standings(policy, scan.image(), baseline, waivers, now).of(scan.findings());
        List<RuleResult> rules = new ArrayList<>();
        rules.addAll(FindingRules.apply(policy, standings, baseline, scan.enriched()));
        rules.addAll(new CoverageRules(policy, scan).apply());
        rules.addAll(UnreadRules.apply(policy.allowUnjudged(), scan));
        rules.addAll(FeedAge.rule(policy.maxFeedAge(), scan.coverage(), now));
        imageRules.forEach(result -> rules.add(waivers.excuse(result)));
        rules.addAll(waivers.results());
        rules.sort(Comparator.comparing(RuleResult::verdict).reversed());
        Verdict verdict = rules.stream().map(RuleResult::verdict).reduce(Verdict.PASS, Verdict::or);
        return new Judgement(policy, verdict, rules, standings, waivers.use());
    }
}
