package dev.plimsoll.policy;

import static dev.plimsoll.policy.Samples.NOW;
import static dev.plimsoll.policy.Samples.TODAY;
import static dev.plimsoll.policy.Samples.exploited;
import static dev.plimsoll.policy.Samples.finding;
import static dev.plimsoll.policy.Samples.judge;
import static dev.plimsoll.policy.Samples.policy;
import static dev.plimsoll.policy.Samples.rule;
import static dev.plimsoll.policy.Samples.rules;
import static dev.plimsoll.policy.Samples.scan;
import static dev.plimsoll.policy.Samples.unfixed;
import static dev.plimsoll.policy.Samples.waiver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.policy.Standing.State;
import dev.plimsoll.scan.Finding;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accepted risks: what they cover, for how long, and what is said about them. */
class WaiversTest {
    private static final LocalDate FAR = TODAY.plusDays(100);
    private static final Finding CRITICAL = finding("CVE-2026-1", Severity.CRITICAL);

    @ParameterizedTest
    @CsvSource({
        "CVE-2026-1, true",
        "CVE-2026-*, true",
        "GHSA-CVE-2026-1, true",
        "*, true",
        "CVE-2026-2, false",
        "CVE-2026, false"
    })
    void aWaiverIsAboutAnIdOrAnAlias(String id, boolean covers) {
        assertCovers(waiver(id, FAR), covers);
    }

    @ParameterizedTest
    @CsvSource({"pkg:npm/lodash@1.0, true", "pkg:npm/*, true", "pkg:npm/lodash@2.0, false", "pkg:deb/*, false"})
    void aWaiverCanBeAboutAPackage(String purl, boolean covers) {
        assertCovers(anyId(purl, "", "", false, false), covers);
    }

    @ParameterizedTest
    @CsvSource({"app/*, true", "app/node_modules/lodash/package.json, true", "srv/*, false"})
    void aWaiverCanBeAboutAPath(String path, boolean covers) {
        assertCovers(anyId("", path, "", false, false), covers);
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example/team/app, true",
        "registry.example/team/app:1.2, true",
        "*/app, true",
        "registry.example/team/other, false",
        "registry.example/team/app:1.3, false"
    })
    void aWaiverCanBeAboutAnImage(String image, boolean covers) {
        assertCovers(anyId("", "", image, false, false), covers);
    }

    @Test
    void aWaiverHoldsOnItsLastDayAndFailsOnTheNext() {
        assertThat(judge(policy().waiver(waiver("CVE-2026-1", TODAY)), CRITICAL).verdict())
                .isEqualTo(Verdict.WARN);

        // A low finding alone would pass: it is the end of the waiver that fails.
        Judgement judgement =
                judge(policy().waiver(waiver("CVE-2026-1", TODAY.minusDays(1))), finding("CVE-2026-1", Severity.LOW));
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.standings().get(0).state()).isEqualTo(State.COUNTS);
        assertThat(rule(judgement, "waiver/ended").subjects())
                .containsExactly("CVE-2026-1, ended 2026-11-22, ops@example.org");
    }

    @Test
    void aWaiverThatEndedIsNoMatterWhereAnotherCovers() {
        Judgement judgement = judge(
                policy().waiver(waiver("CVE-2026-1", TODAY.minusDays(1))).waiver(waiver("CVE-2026-*", FAR)), CRITICAL);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.waivers().unused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"13, WARN", "14, WARN", "15, PASS"})
    void theEndOfAWaiverIsWarnedOf(int days, Verdict verdict) {
        Judgement judgement = judge(policy().waiver(waiver("CVE-2026-1", TODAY.plusDays(days))), CRITICAL);

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(rules(judgement, "waiver/ending").count()).isEqualTo(verdict == Verdict.WARN ? 1 : 0);
    }

    @Test
    void theNoticeIsThePolicys() {
        PolicyBuilder policy = policy().waiver(waiver("CVE-2026-1", FAR)).waiverNoticeDays(100);

        assertThat(judge(policy, CRITICAL).verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void ofSeveralTheOneThatHoldsLongestDecides() {
        Judgement judgement = judge(
                policy().waiver(waiver("CVE-2026-1", TODAY.plusDays(1)))
                        .waiver(waiver("*", FAR))
                        .waiver(waiver("CVE-*", TODAY.plusDays(2))),
                CRITICAL);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.standings().get(0).why()).contains(FAR.toString());
    }

    @Test
    void aWaiverCanEndWhenThereIsAFix() {
        PolicyBuilder policy = policy().waiver(anyId("", "", "", true, false));

        assertThat(judge(policy, unfixed("CVE-2026-1", Severity.CRITICAL)).verdict())
                .isEqualTo(Verdict.PASS);
        Judgement fixed = judge(policy, finding("CVE-2026-1", Severity.LOW));
        assertThat(fixed.verdict()).isEqualTo(Verdict.WARN);
        assertThat(fixed.standings().get(0).state()).isEqualTo(State.COUNTS);
        assertThat(rule(fixed, "waiver/fix-exists").subjects())
                .containsExactly(
                        "CVE-2026-1 is fixed in 2.0, and ops@example.org accepted it only while there is no fix");
        assertThat(judge(policy, CRITICAL).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void onlyAWaiverThatSaysSoCoversKnownExploitation() {
        Finding exploited = exploited("CVE-2026-1", Severity.LOW);

        Judgement silent = judge(policy().waiver(anyId("", "", "", false, false)), exploited);
        assertThat(silent.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(silent.waivers().unused()).isEmpty();
        assertThat(judge(policy().waiver(anyId("", "", "", false, true)), exploited)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aWaiverThatMatchesNothingIsNamed() {
        Judgement judgement =
                judge(policy().waiver(waiver("CVE-1999-1", FAR)).waiver(waiver("CVE-2026-1", FAR)), CRITICAL);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.waivers().unused()).containsExactly("CVE-1999-1, ops@example.org");
    }

    @Test
    void aWaiverOfAnotherImageIsNotNamed() {
        Judgement judgement = judge(policy().waiver(anyId("", "", "other", false, false)), CRITICAL);

        assertThat(judgement.waivers().unused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"image/runs-as-root, PASS", "image/*, PASS", "*, FAIL", "image/setuid, FAIL"})
    void aWaiverCanExcuseARuleAboutTheImage(String id, Verdict verdict) {
        Judgement judgement = withRootRule(waiver(id, FAR));

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(rule(judgement, "image/runs-as-root").words())
                .isEqualTo(
                        verdict == Verdict.PASS
                                ? "it runs as root; accepted by ops@example.org until 2027-03-03: not reachable"
                                : "it runs as root");
    }

    @Test
    void aWaiverOfAnImageRuleEndsToo() {
        Judgement judgement = withRootRule(waiver("image/runs-as-root", TODAY.minusDays(1)));

        assertThat(judgement.reasons())
                .extracting(RuleResult::rule)
                .containsExactlyInAnyOrder("image/runs-as-root", "waiver/ended");
    }

    @Test
    void theControlIsShown() {
        Waiver waiver = new Waiver(
                new Glob("*"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "no upload",
                "ops",
                FAR,
                Optional.of("the proxy drops it"),
                false,
                false);

        assertThat(judge(policy().waiver(waiver), CRITICAL).standings().get(0).why())
                .isEqualTo("accepted by ops until 2027-03-03: no upload; meanwhile the proxy drops it");
    }

    private static Judgement withRootRule(Waiver waiver) {
        RuleResult root = new RuleResult(
                "image/runs-as-root", Verdict.FAIL, "it runs as root", List.of(), "say USER in the Dockerfile");
        return PolicyEngine.judge(policy().waiver(waiver).build(), scan(), Optional.empty(), List.of(root), NOW);
    }

    private static Waiver anyId(String purl, String path, String image, boolean onlyWhileUnfixed, boolean kev) {
        return new Waiver(
                new Glob("*"),
                glob(purl),
                glob(path),
                glob(image),
                "not reachable",
                "ops@example.org",
                FAR,
                Optional.empty(),
                onlyWhileUnfixed,
                kev);
    }

    private static Optional<Glob> glob(String pattern) {
        return pattern.isEmpty() ? Optional.empty() : Optional.of(new Glob(pattern));
    }

    private static void assertCovers(Waiver waiver, boolean covers) {
        assertThat(judge(policy().waiver(waiver), CRITICAL).verdict()).isEqualTo(covers ? Verdict.PASS : Verdict.FAIL);
    }
}
