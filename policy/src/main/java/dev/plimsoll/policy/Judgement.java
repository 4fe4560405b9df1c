package dev.plimsoll.policy;

import java.util.List;
import java.util.Objects;

/**
 * What a policy says of one scan.
 *
 * @param policy the policy
 * @param verdict the worst that any rule says
 * @param rules each rule that was applied with its result, worst first
 * @param standings one for each finding, worst first: severity, known exploitation, EPSS, then by name
 * @param waivers which of those for this image are about anything; only all images together tell which is of no use
 */
public record Judgement(
        Policy policy, Verdict verdict, List<RuleResult> rules, List<Standing> standings, WaiverUse waivers) {
    public Judgement {
        Objects.requireNonNull(policy, "policy is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(waivers, "waivers is null");
        rules = List.copyOf(rules);
        standings = List.copyOf(standings);
    }

    /** The results that are not a pass, worst first. */
    public List<RuleResult> reasons() {
        return rules.stream().filter(rule -> rule.verdict() != Verdict.PASS).toList();
    }
}
