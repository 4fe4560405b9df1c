package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.PolicyBuilder;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list that a hardened image has to pass, as a view of the rules: the same rules as everywhere, but what a general policy only
 * tells is demanded here. A policy that names a rule decides for it.
 */
public final class Verification {
    /** In the list's order. Where an image comes from can be unknown without its being unsafe, so that only warns. */
    private static final Map<String, Effect> DEMANDS = demands();

    private static final String IMAGE = "image/";

    private Verification() {}

    private static Map<String, Effect> demands() {
        Map<String, Effect> demands = new LinkedHashMap<>();
        List.of("runs-as-root", "upgradable", "package-count", "caches", "setuid", "secrets", "not-writable")
                .forEach(rule -> demands.put(rule, Effect.FAIL));
        List.of("base-not-pinned", "labels").forEach(rule -> demands.put(rule, Effect.WARN));
        return demands;
    }

    /** The policy with the list's demands for every rule that it says nothing of. */
    public static Policy demandedBy(Policy policy) {
        PolicyBuilder stricter = policy.toBuilder();
        DEMANDS.forEach((rule, effect) -> {
            if (!policy.imageRules().containsKey(rule)) {
                stricter.imageRule(rule, effect);
            }
        });
        return stricter.build();
    }

    /** How one line of the list stands. */
    public enum Mark {
        /** It is as it should be. */
        KEPT,
        /** It is not, which the policy accepts or only wants told. */
        TOLD,
        /** It is not, which warns. */
        WARNED,
        /** It could not be told. */
        NOT_JUDGED,
        /** It is not, which fails. */
        BROKEN
    }

    /**
     * One line of the list.
     *
     * @param result the rule's result; of the rules about findings and of those about coverage, one for all
     */
    public record Check(Mark mark, RuleResult result) {}

    /** The lines of a judgement under a {@link #demandedBy} policy, in the list's order. */
    public static List<Check> checks(Judgement judgement) {
        List<RuleResult> findings = new ArrayList<>();
        List<RuleResult> coverage = new ArrayList<>();
        List<RuleResult> others = new ArrayList<>();
        Map<String, RuleResult> image = new LinkedHashMap<>();
        for (RuleResult rule : judgement.rules()) {
            String id = rule.rule();
            if (id.startsWith(IMAGE)) {
                image.put(id.substring(IMAGE.length()), rule);
            } else if (id.startsWith("coverage/")) {
                coverage.add(rule);
            } else if (id.startsWith("waiver/")) {
                others.add(rule);
            } else {
                findings.add(rule);
            }
        }
        List<RuleResult> results = new ArrayList<>();
        DEMANDS.keySet().stream().filter(image::containsKey).forEach(rule -> results.add(image.remove(rule)));
        results.add(together("findings", findings, "no known flaw is over a limit of the policy"));
        results.add(together("coverage", coverage, "what the policy wants judged was judged"));
        image.values().stream().sorted(Comparator.comparing(RuleResult::rule)).forEach(results::add);
        results.addAll(others);
        return results.stream().map(Verification::check).toList();
    }

    /** A line of its own, for whoever has more to verify. */
    public static Check check(RuleResult result) {
        return new Check(mark(result), result);
    }

    private static RuleResult together(String name, List<RuleResult> rules, String kept) {
        List<RuleResult> reasons =
                rules.stream().filter(rule -> rule.verdict() != Verdict.PASS).toList();
        if (reasons.isEmpty()) {
            return RuleResult.pass(name, kept);
        }
        // Worst first, as a judgement has them.
        RuleResult worst = reasons.get(0);
        List<String> subjects = new ArrayList<>();
        reasons.forEach(reason -> subjects.add(reason.words() + " [" + reason.rule() + "]"));
        return new RuleResult(
                name,
                worst.verdict(),
                RuleResult.count(reasons.size(), "rule of the policy says", "rules of the policy say") + " otherwise",
                subjects,
                worst.remedy());
    }

    private static Mark mark(RuleResult result) {
        return switch (result.verdict()) {
            case FAIL -> Mark.BROKEN;
            case UNJUDGED -> Mark.NOT_JUDGED;
            case WARN -> result.judged() ? Mark.WARNED : Mark.NOT_JUDGED;
            case PASS -> !result.judged() ? Mark.NOT_JUDGED : result.remedy().isEmpty() ? Mark.KEPT : Mark.TOLD;
        };
    }
}
