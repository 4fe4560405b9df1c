package dev.plimsoll.policy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.PolicyEngine;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import dev.plimsoll.policy.image.Verification.Check;
import dev.plimsoll.policy.image.Verification.Mark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final Policy PLAIN = Policy.DEFAULT;

    private static Judgement judge(SampleImage image, Policy policy) {
        Policy demanding = Verification.demandedBy(policy);
        List<RuleResult> rules = ImageRules.apply(demanding, image.scan(), image.facts(), SampleImage.NOW);
        return PolicyEngine.judge(demanding, image.scan(), Optional.empty(), rules, SampleImage.NOW);
    }

    private static Check check(SampleImage image, Policy policy, String rule) {
        List<Check> checks = Verification.checks(judge(image, policy));
        return checks.stream()
                .filter(each -> each.result().rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + rule + " in " + checks));
    }

    @Test
    void demandsWhatAPolicyOnlyTells() {
        SampleImage image = ImageRulesTest.dirty().user("0");

        for (String rule : List.of("runs-as-root", "upgradable", "caches", "setuid", "secrets")) {
            assertThat(check(image, PLAIN, "image/" + rule).mark()).as(rule).isEqualTo(Mark.BROKEN);
        }
        assertThat(check(ImageRulesTest.dirty(), PLAIN, "image/not-writable").mark())
                .isEqualTo(Mark.BROKEN);
        assertThat(check(image, PLAIN, "image/base-not-pinned").mark()).isEqualTo(Mark.WARNED);
        assertThat(check(image, PLAIN, "image/labels").mark()).isEqualTo(Mark.WARNED);
        assertThat(check(image, PLAIN, "image/shell").mark()).isEqualTo(Mark.TOLD);
        assertThat(judge(image, PLAIN).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aPolicyThatNamesARuleDecides() {
        Policy lenient = PLAIN.toBuilder()
                .imageRule("setuid", Effect.INFORM)
                .imageRule("caches", Effect.IGNORE)
                .imageRule("labels", Effect.FAIL)
                .build();

        assertThat(check(ImageRulesTest.dirty(), lenient, "image/setuid").mark())
                .isEqualTo(Mark.TOLD);
        assertThat(check(ImageRulesTest.dirty(), lenient, "image/labels").mark())
                .isEqualTo(Mark.BROKEN);
        assertThat(Verification.checks(judge(ImageRulesTest.dirty(), lenient)))
                .noneMatch(each -> each.result().rule().equals("image/caches"));
    }

    @Test
    void whatCouldNotBeToldIsNeverMarkedAsKept() {
        SampleImage image = new SampleImage().user("somebody").installed("libc6", "1", "");

        assertThat(check(image, PLAIN, "image/runs-as-root").mark()).isEqualTo(Mark.NOT_JUDGED);
        assertThat(check(image, PLAIN, "image/base-not-pinned").mark()).isEqualTo(Mark.NOT_JUDGED);
        assertThat(check(image, PLAIN, "image/base-age").mark()).isEqualTo(Mark.NOT_JUDGED);
        assertThat(check(image, PLAIN, "coverage").mark()).isEqualTo(Mark.NOT_JUDGED);
        assertThat(check(image.withoutConfiguration().withoutTree(), PLAIN, "image/not-judged")
                        .mark())
                .isEqualTo(Mark.NOT_JUDGED);
    }

    @Test
    void linesStandInTheListsOrder() {
        assertThat(Verification.checks(judge(ImageRulesTest.dirty(), PLAIN)))
                .extracting(each -> each.result().rule())
                .containsExactly(
                        "image/runs-as-root",
                        "image/upgradable",
                        "image/package-count",
                        "image/caches",
                        "image/setuid",
                        "image/secrets",
                        "image/not-writable",
                        "image/base-not-pinned",
                        "image/labels",
                        "findings",
                        "coverage",
                        "image/base-age",
                        "image/package-manager",
                        "image/shell");
    }
}
