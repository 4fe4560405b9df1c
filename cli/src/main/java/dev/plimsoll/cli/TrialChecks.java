package dev.plimsoll.cli;

import dev.plimsoll.build.engine.TrialFacts;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import dev.plimsoll.policy.image.Verification;
import dev.plimsoll.policy.image.Verification.Check;
import java.util.List;
import java.util.Optional;

/** What was seen of a hardened run, as lines of a verification. */
final class TrialChecks {
    private static final String NOT_SEEN = "not judged: it could not be seen while it ran";
    private static final String START_IT = "start it with what it needs: --env, --mount";

    private TrialChecks() {}

    static List<Check> of(TrialFacts facts) {
        return List.of(
                Verification.check(start(facts)),
                Verification.check(user(facts)),
                Verification.check(fact("run/read-only-root", facts.readOnlyRoot(), "its root can only be read")),
                Verification.check(fact(
                        "run/no-new-privileges", facts.noNewPrivileges(), "none of its programs can gain privileges")),
                Verification.check(fact("run/capabilities", facts.noCapabilities(), "it has no capabilities")));
    }

    private static RuleResult start(TrialFacts facts) {
        return switch (facts.state()) {
            case HEALTHY, RUNNING -> RuleResult.pass("run/start", facts.words());
            case DONE ->
                new RuleResult(
                        "run/start",
                        Verdict.UNJUDGED,
                        "not judged: " + facts.words() + " before it could be looked at",
                        List.of(),
                        START_IT);
            case FAILED -> new RuleResult("run/start", Verdict.FAIL, facts.words(), List.of(), START_IT);
        };
    }

    private static RuleResult user(TrialFacts facts) {
        if (facts.users().isEmpty()) {
            return new RuleResult("run/user", Verdict.UNJUDGED, NOT_SEEN, List.of(), START_IT);
        }
        String ids =
                String.join(", ", facts.users().stream().map(String::valueOf).toList());
        return facts.users().contains(0L)
                ? new RuleResult(
                        "run/user",
                        Verdict.FAIL,
                        "processes run as root: user ids " + ids,
                        List.of(),
                        "end the Dockerfile with a number, such as 'USER 65532:65532'")
                : RuleResult.pass("run/user", "its processes run as user id " + ids + ", seen from outside");
    }

    private static RuleResult fact(String rule, Optional<Boolean> seen, String words) {
        return seen.map(kept -> kept
                        ? RuleResult.pass(rule, words)
                        : new RuleResult(
                                rule,
                                Verdict.FAIL,
                                "not so: " + words,
                                List.of(),
                                "see why the engine does not start it as it was asked to"))
                .orElseGet(() -> new RuleResult(rule, Verdict.UNJUDGED, NOT_SEEN, List.of(), START_IT));
    }
}
