package dev.plimsoll.policy;

import static dev.plimsoll.policy.Samples.exploited;
import static dev.plimsoll.policy.Samples.finding;
import static dev.plimsoll.policy.Samples.judge;
import static dev.plimsoll.policy.Samples.likely;
import static dev.plimsoll.policy.Samples.notEnriched;
import static dev.plimsoll.policy.Samples.policy;
import static dev.plimsoll.policy.Samples.rule;
import static dev.plimsoll.policy.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.scan.Finding;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many findings are too many. */
class ThresholdsTest {
    @ParameterizedTest
    @CsvSource({
        "CRITICAL, 0, PASS", "CRITICAL, 1, FAIL",
        "HIGH, 3, PASS", "HIGH, 4, WARN",
        "MEDIUM, 10, PASS", "MEDIUM, 11, PASS",
        "LOW, 50, PASS"
    })
    void withoutAPolicyCriticalFailsHighWarnsAndMediumInforms(Severity severity, int number, Verdict verdict) {
        assertThat(judge(policy(), several(severity, number)).verdict()).isEqualTo(verdict);
    }

    @Test
    void aThresholdNamesWhatIsOverIt() {
        RuleResult result = rule(judge(policy(), several(Severity.CRITICAL, 1)), "threshold/critical");

        assertThat(result.words()).isEqualTo("1 critical (at most 0 allowed)");
        assertThat(result.subjects()).containsExactly("CVE-2026-0 in lodash 1.0, fixed in 2.0");
        assertThat(result.remedy()).isNotEmpty();
    }

    @Test
    void ofManyTheWorstAreNamedAndTheRestCounted() {
        RuleResult result = rule(judge(policy(), several(Severity.CRITICAL, 25)), "threshold/critical");

        assertThat(result.subjects()).hasSize(21).last().isEqualTo("and 5 more");
    }

    @Test
    void onlyFindingsOfThatSeverityAreCounted() {
        Judgement judgement = judge(policy(), finding("CVE-1", Severity.HIGH), finding("CVE-2", Severity.LOW));

        assertThat(rule(judgement, "threshold/critical").words()).startsWith("none known that is critical");
        assertThat(rule(judgement, "threshold/high").words()).startsWith("1 high");
    }

    @Test
    void aThresholdCanFailWarnInformOrBeLeftOut() {
        for (Effect effect : Effect.values()) {
            PolicyBuilder policy = policy().threshold(Severity.LOW, new Threshold(0, effect));
            Judgement judgement = judge(policy, finding("CVE-1", Severity.LOW));

            assertThat(judgement.verdict()).isEqualTo(effect.verdict());
            assertThat(rules(judgement, "threshold/low").count()).isEqualTo(effect == Effect.IGNORE ? 0 : 1);
        }
    }

    @Test
    void anUnratedFindingMakesTheVerdictUnjudged() {
        Judgement judgement = judge(policy(), finding("CVE-1", Severity.UNSPECIFIED));

        assertThat(judgement.verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(rule(judgement, "severity/unrated").subjects())
                .singleElement()
                .asString()
                .contains("CVE-1");
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, FAIL", "HIGH, WARN", "MEDIUM, PASS", "LOW, PASS", "IGNORE, PASS", "UNJUDGED, UNJUDGED"})
    void aPolicySaysHowUnratedFindingsCount(Unspecified unspecified, Verdict verdict) {
        Judgement judgement = judge(policy().unspecified(unspecified), several(Severity.UNSPECIFIED, 4));

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.standings()).allMatch(each -> each.counts() == (unspecified != Unspecified.IGNORE));
    }

    @ParameterizedTest
    @CsvSource({"IGNORE, PASS", "INFORM, PASS", "WARN, WARN", "FAIL, FAIL"})
    void knownExploitationBreaksThePolicyByItself(Effect effect, Verdict verdict) {
        Judgement judgement = judge(policy().knownExploited(effect), exploited("CVE-1", Severity.LOW));

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(rules(judgement, "kev").count()).isEqualTo(effect == Effect.IGNORE ? 0 : 1);
    }

    @Test
    void knownExploitationFailsByDefault() {
        Judgement judgement = judge(policy(), exploited("CVE-1", Severity.LOW));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rule(judgement, "kev").subjects()).singleElement().asString().contains("CVE-1");
        assertThat(judgement.standings().get(0).why()).isEqualTo("known to be exploited since 2026-11-20");
    }

    @ParameterizedTest
    @CsvSource({"0.49, PASS", "0.5, FAIL", "0.51, FAIL"})
    void aFindingThatIsLikelyAttackedBreaksThePolicyByItself(double score, Verdict verdict) {
        PolicyBuilder policy = policy().epss(new EpssLimit(0.5, Effect.FAIL));

        assertThat(judge(policy, likely("CVE-1", Severity.LOW, score)).verdict())
                .isEqualTo(verdict);
        assertThat(judge(policy(), likely("CVE-1", Severity.LOW, score)).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void theWorstRuleDecidesAndStandsFirst() {
        Judgement judgement = judge(
                policy().threshold(Severity.HIGH, new Threshold(0, Effect.WARN)),
                finding("CVE-1", Severity.HIGH),
                finding("CVE-2", Severity.CRITICAL),
                finding("CVE-3", Severity.UNSPECIFIED));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.reasons())
                .extracting(RuleResult::rule)
                .containsExactly("threshold/critical", "severity/unrated", "threshold/high");
        assertThat(judgement.standings())
                .extracting(each -> each.finding().id())
                .containsExactly("CVE-2", "CVE-1", "CVE-3");
    }

    private static Finding[] several(Severity severity, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> finding("CVE-2026-" + i, severity))
                .toArray(Finding[]::new);
    }

    @Test
    void noRuleSaysABareZero() {
        Judgement judgement =
                judge(policy().epss(new EpssLimit(0.5, Effect.FAIL)), finding("CVE-2026-0001", Severity.UNSPECIFIED));

        assertThat(judgement.rules())
                .extracting(RuleResult::words)
                .contains("none known that is critical (at most 0 allowed)", "none that is known to be exploited")
                .noneMatch(words -> words.startsWith("0 "));
    }

    @Test
    void whatWasNotLookedUpIsNotCalledUnexploited() {
        PolicyBuilder policy = policy().epss(new EpssLimit(0.5, Effect.WARN));

        Judgement judgement = judge(policy, notEnriched(finding("CVE-2026-0001", Severity.LOW)));

        assertThat(rule(judgement, "kev").verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(rule(judgement, "kev").words()).contains("was not looked up for 1 finding");
        assertThat(rule(judgement, "epss").verdict()).isEqualTo(Verdict.WARN);
        assertThat(rules(judge(policy, notEnriched()), "kev")).isEmpty();
        assertThat(rules(
                        judge(policy.knownExploited(Effect.IGNORE), notEnriched(finding("CVE-1", Severity.LOW))),
                        "kev"))
                .isEmpty();
    }
}
