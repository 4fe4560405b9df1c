package dev.plimsoll.policy;

import static dev.plimsoll.policy.Samples.NOW;
import static dev.plimsoll.policy.Samples.TODAY;
import static dev.plimsoll.policy.Samples.exploited;
import static dev.plimsoll.policy.Samples.finding;
import static dev.plimsoll.policy.Samples.judge;
import static dev.plimsoll.policy.Samples.likely;
import static dev.plimsoll.policy.Samples.policy;
import static dev.plimsoll.policy.Samples.published;
import static dev.plimsoll.policy.Samples.rule;
import static dev.plimsoll.policy.Samples.scan;
import static dev.plimsoll.policy.Samples.unfixed;
import static dev.plimsoll.policy.Samples.waiver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.policy.Standing.State;
import dev.plimsoll.scan.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which findings count, and what goes before what. */
class StandingsTest {
    private static final Finding FRESH = published("CVE-1", Severity.CRITICAL, NOW.minus(2, ChronoUnit.DAYS));

    @ParameterizedTest
    @CsvSource({"2, COUNTS", "3, IN_GRACE", "0, COUNTS"})
    void withinDaysOfGraceAFindingDoesNotCountYet(int days, State state) {
        Judgement judgement = judge(policy().graceDays(Severity.CRITICAL, days), FRESH);

        assertThat(judgement.standings().get(0).state()).isEqualTo(state);
        assertThat(judgement.verdict()).isEqualTo(state == State.COUNTS ? Verdict.FAIL : Verdict.PASS);
    }

    @Test
    void graceSaysWhenItEndsAndIsForThatSeverityAlone() {
        PolicyBuilder policy = policy().graceDays(Severity.CRITICAL, 7).graceDays(Severity.LOW, 90);

        Judgement judgement = judge(policy, FRESH, published("CVE-2", Severity.HIGH, NOW));

        assertThat(judgement.standings()).extracting(Standing::state).containsExactly(State.IN_GRACE, State.COUNTS);
        assertThat(judgement.standings().get(0).why()).isEqualTo("published lately; counts from 2026-11-28");
    }

    @Test
    void thereIsNoGraceWithoutADateNorForADateToCome() {
        PolicyBuilder policy = policy().graceDays(Severity.CRITICAL, 7);
        Finding undated = finding("CVE-1", Severity.CRITICAL, "2.0", Exploitation.UNKNOWN, Optional.empty());

        assertThat(judge(policy, undated).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judge(policy, published("CVE-1", Severity.CRITICAL, NOW.plusSeconds(1)))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judge(policy, published("CVE-1", Severity.CRITICAL, Instant.MAX))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void unratedFindingsHaveTheGraceOfTheSeverityTheyCountAs() {
        Finding fresh = published("CVE-1", Severity.UNSPECIFIED, NOW.minus(2, ChronoUnit.DAYS));
        PolicyBuilder policy = policy().graceDays(Severity.CRITICAL, 7).unspecified(Unspecified.CRITICAL);

        assertThat(judge(policy, fresh).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void onlyWhatCanBeFixedCountsIfThePolicySaysSo() {
        Finding unfixed = unfixed("CVE-1", Severity.CRITICAL);

        assertThat(judge(policy(), unfixed).verdict()).isEqualTo(Verdict.FAIL);
        Judgement judgement = judge(policy().onlyFixable(true), unfixed);
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.standings().get(0).state()).isEqualTo(State.NOT_FIXABLE);
        assertThat(judge(policy().onlyFixable(true), finding("CVE-1", Severity.CRITICAL))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void onlyWhatIsNewCountsIfThePolicySaysSo() {
        Finding known = finding("CVE-1", Severity.CRITICAL);
        Finding other = finding("CVE-2", Severity.CRITICAL);
        Baseline baseline = new Baseline(NOW, Set.of(Fingerprint.of(scan().image(), known)));

        Judgement onlyNew = against(baseline, policy().onlyNew(true), known);
        Judgement all = against(baseline, policy(), known);
        Judgement added = against(baseline, policy().onlyNew(true), known, other);

        assertThat(onlyNew.verdict()).isEqualTo(Verdict.PASS);
        assertThat(onlyNew.standings().get(0).state()).isEqualTo(State.KNOWN_BEFORE);
        assertThat(all.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(all.standings().get(0).isNew()).isFalse();
        assertThat(rule(added, "threshold/critical").subjects())
                .singleElement()
                .asString()
                .contains("CVE-2");
    }

    @Test
    void withoutABaselineEverythingIsNewAndThatIsSaid() {
        Judgement judgement = judge(policy().onlyNew(true), finding("CVE-1", Severity.CRITICAL));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rule(judgement, "baseline").words()).contains("no baseline");
    }

    @Test
    void neitherGraceNorOnlyFixableNorABaselineExcusesKnownExploitation() {
        Finding exploited =
                exploited(finding("CVE-1", Severity.LOW, "", Exploitation.UNKNOWN, Optional.of(NOW.minusSeconds(1))));
        Baseline baseline = new Baseline(NOW, Set.of(Fingerprint.of(scan().image(), exploited)));
        PolicyBuilder policy =
                policy().graceDays(Severity.LOW, 30).onlyFixable(true).onlyNew(true);

        assertThat(against(baseline, policy, exploited).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(against(baseline, policy.knownExploited(Effect.IGNORE), exploited)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void graceAndOnlyFixableGoBeforeEveryLimit() {
        PolicyBuilder policy = policy().epss(new EpssLimit(0.1, Effect.FAIL)).graceDays(Severity.LOW, 1000);

        assertThat(judge(policy, likely("CVE-1", Severity.LOW, 0.9)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(policy().onlyFixable(true), unfixed("CVE-1", Severity.UNSPECIFIED))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aWaiverGoesBeforeGraceAndOnlyFixable() {
        Finding fresh = published("CVE-1", Severity.CRITICAL, NOW.minusSeconds(1));
        PolicyBuilder policy = policy().graceDays(Severity.CRITICAL, 30).waiver(waiver("CVE-1", TODAY.plusDays(100)));

        assertThat(judge(policy, fresh).standings().get(0).state()).isEqualTo(State.WAIVED);
        assertThat(judge(policy.onlyFixable(true), unfixed("CVE-1", Severity.CRITICAL))
                        .standings()
                        .get(0)
                        .state())
                .isEqualTo(State.WAIVED);
    }

    @Test
    void aWaiverGoesBeforeEveryLimit() {
        Finding likely = likely("CVE-1", Severity.CRITICAL, 0.99);
        PolicyBuilder policy =
                policy().epss(new EpssLimit(0.1, Effect.FAIL)).waiver(waiver("CVE-1", TODAY.plusDays(100)));

        Judgement judgement = judge(policy, likely, finding("CVE-1", Severity.UNSPECIFIED));

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.standings().get(0).countedAs()).isEmpty();
        assertThat(judgement.standings().get(0).why())
                .isEqualTo("accepted by ops@example.org until 2027-03-03: not reachable");
    }

    private static Judgement against(Baseline baseline, PolicyBuilder policy, Finding... findings) {
        return PolicyEngine.judge(policy.build(), scan(findings), Optional.of(baseline), java.util.List.of(), NOW);
    }
}
