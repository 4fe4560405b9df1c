package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import dev.plimsoll.scan.ScanResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All rules about the image itself, for whoever judges one: {@link dev.plimsoll.policy.PolicyEngine} takes the results.
 *
 * <p>What a rule can't judge is said, never passed in silence: it is {@link Verdict#UNJUDGED} where breaking the rule fails, and as
 * the broken rule where that only warns or informs, since not to know is no worse than to know. What nobody can judge, since the
 * image has no configuration or no files, is said in one result, unless breaking the rule fails.
 */
public final class ImageRules {
    private static final String PREFIX = "image/";

    private static final List<ImageRule> ALL = List.of(
            new RunsAsRoot(),
            new Secrets(),
            new BaseNotPinned(),
            new BaseAge(),
            new Setuid(),
            NoProgram.packageManager(),
            NoProgram.shell(),
            new Caches(),
            new Upgradable(),
            new PackageCount(),
            new Labels(),
            new NotWritable());

    private ImageRules() {}

    static List<ImageRule> all() {
        return ALL;
    }

    /** The effect of each rule that a policy says nothing of, by the id that policies write. */
    public static Map<String, Effect> defaults() {
        Map<String, Effect> defaults = new TreeMap<>();
        ALL.forEach(rule -> defaults.put(rule.id(), rule.defaultEffect()));
        return defaults;
    }

    /**
     * Applies the rules that the policy does not ignore.
     *
     * @param facts what {@link ImageObserver} gathered during the scan; empty where there is no tree
     * @param now the time, for what ages
     */
    public static List<RuleResult> apply(Policy policy, ScanResult scan, Optional<ImageFacts> facts, Instant now) {
        ImageCase image = new ImageCase(scan, facts, policy.imageSettings(), now);
        List<RuleResult> results = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        for (ImageRule rule : ALL) {
            Effect effect = policy.imageRules().getOrDefault(rule.id(), rule.defaultEffect());
            if (effect == Effect.IGNORE) {
                continue;
            }
            Optional<ImageRule.Need> lack = rule.needs().stream()
                    .filter(need -> !image.has(need))
                    .sorted()
                    .findFirst();
            if (lack.isEmpty()) {
                results.add(result(rule, effect, rule.judge(image)));
            } else if (effect == Effect.FAIL) {
                results.add(result(rule, effect, lacking(lack.get())));
            } else {
                lacking.add(PREFIX + rule.id() + ": " + lacking(lack.get()).words());
            }
        }
        if (!lacking.isEmpty()) {
            results.add(notJudged(lacking));
        }
        return results;
    }

    private static RuleResult result(ImageRule rule, Effect effect, Outcome outcome) {
        String id = PREFIX + rule.id();
        return switch (outcome.kind()) {
            case KEPT -> RuleResult.pass(id, outcome.words());
            case BROKEN -> new RuleResult(id, effect.verdict(), outcome.words(), outcome.subjects(), outcome.remedy());
            case NOT_JUDGED ->
                new RuleResult(
                        id,
                        effect == Effect.FAIL ? Verdict.UNJUDGED : effect.verdict(),
                        "not judged: " + outcome.words(),
                        outcome.subjects(),
                        outcome.remedy(),
                        false);
        };
    }

    private static Outcome lacking(ImageRule.Need need) {
        return Outcome.notJudged(
                switch (need) {
                    case CONFIGURATION -> "there is no image configuration here";
                    case TREE -> "there are no files here";
                },
                "judge the image itself");
    }

    private static RuleResult notJudged(List<String> lacking) {
        return new RuleResult(
                PREFIX + "not-judged",
                Verdict.PASS,
                "not judged: " + RuleResult.count(lacking.size(), "rule", "rules") + " about the image itself",
                lacking,
                "judge the image itself",
                false);
    }
}
