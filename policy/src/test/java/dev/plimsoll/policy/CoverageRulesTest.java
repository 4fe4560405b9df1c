package dev.plimsoll.policy;

import static dev.plimsoll.policy.Samples.NOW;
import static dev.plimsoll.policy.Samples.covered;
import static dev.plimsoll.policy.Samples.inventory;
import static dev.plimsoll.policy.Samples.judge;
import static dev.plimsoll.policy.Samples.judged;
import static dev.plimsoll.policy.Samples.npm;
import static dev.plimsoll.policy.Samples.policy;
import static dev.plimsoll.policy.Samples.rule;
import static dev.plimsoll.policy.Samples.rules;
import static dev.plimsoll.policy.Samples.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What was not judged is no pass, unless the policy allows exactly that. */
class CoverageRulesTest {
    private static final Component LODASH = npm("lodash", "1.0");

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NONE", "FIXES_ONLY"},
            mode = EnumSource.Mode.EXCLUDE)
    void whateverTheReasonWhatWasNotJudgedIsNoPass(Reason reason) {
        Judgement judgement = judge(policy(), scan(List.of(notJudged(LODASH, reason))));

        assertThat(judgement.verdict()).isEqualTo(Verdict.UNJUDGED);
        RuleResult result = judgement.reasons().get(0);
        assertThat(result.rule()).startsWith("coverage/");
        assertThat(result.subjects()).containsExactly("lodash 1.0 (node): because");
        assertThat(result.remedy()).isNotEmpty();
    }

    @Test
    void whatWasJudgedIsAccountedFor() {
        Judgement judgement = judge(policy(), scan(List.of(judged(LODASH))));

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(rule(judgement, "coverage/judged").words()).isEqualTo("1 component is accounted for");
    }

    @ParameterizedTest
    @CsvSource({"node, PASS", "npm, PASS", "java, UNJUDGED"})
    void anEcosystemMayBeWithoutASource(String ecosystem, Verdict verdict) {
        PolicyBuilder policy = allow(
                nothing -> new AllowUnjudged(0, Set.of(ecosystem), List.of(), List.of(), List.of(), List.of(), false));

        assertThat(judge(policy, scan(List.of(notJudged(LODASH, Reason.NO_SOURCE))))
                        .verdict())
                .isEqualTo(verdict);
        assertThat(judge(policy, scan(List.of(notJudged(LODASH, Reason.SOURCE_FAILED))))
                        .verdict())
                .isEqualTo(Verdict.UNJUDGED);
    }

    @ParameterizedTest
    @CsvSource({"pkg:npm/lodash@*, PASS", "pkg:npm/other@*, UNJUDGED"})
    void aPackageMayBeUnjudged(String purl, Verdict verdict) {
        PolicyBuilder policy = allow(nothing ->
                new AllowUnjudged(0, Set.of(), List.of(new Glob(purl)), List.of(), List.of(), List.of(), false));

        assertThat(judge(policy, scan(List.of(notJudged(LODASH, Reason.VERSION_UNREADABLE))))
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"debian:10, PASS", "debian:*, PASS", "debian:11, UNJUDGED"})
    void aReleaseMayBePastItsEnd(String release, Verdict verdict) {
        PolicyBuilder policy = allow(nothing ->
                new AllowUnjudged(0, Set.of(), List.of(), List.of(new Glob(release)), List.of(), List.of(), false));

        assertThat(judge(policy, scan(List.of(notJudged(LODASH, Reason.END_OF_LIFE))))
                        .verdict())
                .isEqualTo(verdict);
        assertThat(judge(policy, scan(List.of(notJudged(LODASH, Reason.NO_SOURCE))))
                        .verdict())
                .isEqualTo(Verdict.UNJUDGED);
    }

    @Test
    void whatIsJudgedAsItsOwnerIsNotCountedTwice() {
        Component owner = npm("owner", "3");
        Component owned = LODASH.withOwner(new Owner("node", "owner", "3"));
        Component orphan = npm("orphan", "1").withOwner(new Owner("dpkg", "gone", "1"));

        Judgement judgement = judge(
                policy(),
                scan(List.of(
                        notJudged(owner, Reason.NO_SOURCE),
                        notJudged(owned, Reason.BY_OWNER),
                        notJudged(orphan, Reason.BY_OWNER))));

        assertThat(rule(judgement, "coverage/no-source").words()).startsWith("1 component ");
        assertThat(rule(judgement, "coverage/by-owner").subjects())
                .singleElement()
                .asString()
                .startsWith("orphan");
    }

    @ParameterizedTest
    @CsvSource({"7, PASS", "8, UNJUDGED"})
    void aSourceMayNotBeOlderThanThePolicyAllows(int days, Verdict verdict) {
        Judgement judgement = judge(policy(), scan(List.of(confirmed(Optional.of(NOW.minus(Duration.ofDays(days)))))));

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(rule(judgement, "coverage/feed-age").verdict()).isEqualTo(verdict);
        assertThat(judge(
                                policy().maxFeedAge(Duration.ofDays(days)),
                                scan(List.of(confirmed(Optional.of(NOW.minus(Duration.ofDays(days)))))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void theOldestWordOfASourceCountsAndNoneIsNoPass() {
        ComponentCoverage fresh = confirmed(Optional.of(NOW));

        assertThat(judge(policy(), scan(List.of(fresh, confirmed(Optional.of(Instant.EPOCH)), fresh)))
                        .verdict())
                .isEqualTo(Verdict.UNJUDGED);
        Judgement unknown = judge(policy(), scan(List.of(fresh, confirmed(Optional.empty()), fresh)));
        assertThat(unknown.verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(rule(unknown, "coverage/feed-age").subjects()).containsExactly("osv/npm: its age is not known");
    }

    @Test
    void ofWhatIsJudgedAsItsOwnerOnlyTheOwnerIsAskedHowOldItsSourceIs() {
        ComponentCoverage owned = covered(
                npm("owned", "1"),
                new Coverage(
                        Level.JUDGED, "elsewhere", Optional.empty(), Optional.of(Instant.EPOCH), Reason.BY_OWNER, ""));

        assertThat(judge(policy(), scan(List.of(judged(LODASH), owned))).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({"GHSA-odd, PASS", "GHSA-*, PASS", "GHSA-other, UNJUDGED"})
    void anUnreadableRecordIsNoPass(String allowed, Verdict verdict) {
        ScanResult scan = scan(List.of(covered(LODASH, judged(LODASH).best(), "GHSA-odd")));
        ScanResult nothingElse = scan(List.of(covered(
                LODASH, Coverage.notJudged("osv/npm", Reason.ADVISORY_UNREADABLE, "it can't be read"), "GHSA-odd")));
        PolicyBuilder policy = allow(nothing ->
                new AllowUnjudged(0, Set.of(), List.of(), List.of(), List.of(), List.of(new Glob(allowed)), false));

        assertThat(judge(policy(), scan).verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(rule(judge(policy(), scan), "coverage/unreadable-record").subjects())
                .containsExactly("GHSA-odd for lodash 1.0");
        assertThat(judge(policy, scan).verdict()).isEqualTo(verdict);
        assertThat(judge(policy, nothingElse).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"srv/broken.jar, PASS", "srv/*, PASS", "opt/*, UNJUDGED"})
    void aPlaceThatCouldNotBeReadIsNoPass(String allowed, Verdict verdict) {
        Inventory inventory = with(
                List.of(), new Gap("srv/broken.jar", OptionalInt.empty(), Gap.Reason.CORRUPT, "ends after 12 bytes"));
        PolicyBuilder policy = allow(nothing ->
                new AllowUnjudged(0, Set.of(), List.of(), List.of(), List.of(new Glob(allowed)), List.of(), false));
        ScanResult scan = scan(inventory, List.of(judged(LODASH)));

        assertThat(rule(judge(policy(), scan), "coverage/gap").subjects())
                .containsExactly("srv/broken.jar: ends after 12 bytes");
        assertThat(judge(policy(), scan).verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(judge(policy, scan).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"0, UNJUDGED", "1, UNJUDGED", "2, PASS"})
    void soManyJarsMayBeUnidentified(int allowed, Verdict verdict) {
        Inventory inventory = with(List.of(jar("a"), jar("b"), jar("c").withOwner(new Owner("dpkg", "libc", "1"))));
        PolicyBuilder policy = allow(
                nothing -> new AllowUnjudged(allowed, Set.of(), List.of(), List.of(), List.of(), List.of(), false));

        Judgement judgement = judge(policy, scan(inventory, List.of(judged(LODASH))));

        assertThat(judgement.verdict()).isEqualTo(verdict);
        rules(judgement, "coverage/unidentified")
                .forEach(rule -> assertThat(rule.subjects()).hasSize(2).doesNotContain("c.jar"));
    }

    @Test
    void judgedForPublishedFixesOnlyPassesWithALineUnlessMoreIsDemanded() {
        ScanResult scan = scan(List.of(covered(
                LODASH,
                new Coverage(
                        Level.JUDGED_FIXES_ONLY,
                        "debian-archive",
                        Optional.empty(),
                        Optional.of(NOW),
                        Reason.FIXES_ONLY,
                        ""))));

        Judgement told = judge(policy(), scan);
        assertThat(told.verdict()).isEqualTo(Verdict.PASS);
        assertThat(rule(told, "coverage/fixes-only").words()).contains("published fixes only");
        assertThat(judge(policy().demandFull(true), scan).verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(judge(policy().demandFull(true), scan()).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whereNothingWasFoundNothingWasJudged() {
        PolicyBuilder policy =
                allow(nothing -> new AllowUnjudged(0, Set.of(), List.of(), List.of(), List.of(), List.of(), true));

        assertThat(judge(policy(), scan(List.of())).verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(judge(policy, scan(List.of())).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whoVouchesForAForeignInventoryIsSaid() {
        Inventory made = inventory(List.of());
        Inventory foreign = new Inventory(
                made.readAs(), made.distro(), List.of(LODASH), List.of(), List.of(), "as declared by syft");

        assertThat(rule(judge(policy(), scan(foreign, List.of(judged(LODASH)))), "coverage/completeness")
                        .words())
                .contains("as declared by syft");
    }

    private static PolicyBuilder allow(UnaryOperator<AllowUnjudged> allowed) {
        return policy().allowUnjudged(allowed.apply(AllowUnjudged.NOTHING));
    }

    private static ComponentCoverage notJudged(Component component, Reason reason) {
        return covered(component, Coverage.notJudged("osv/npm", reason, "because"));
    }

    private static ComponentCoverage confirmed(Optional<Instant> when) {
        return covered(LODASH, new Coverage(Level.JUDGED, "osv/npm", Optional.empty(), when, Reason.NONE, ""));
    }

    private static Unidentified jar(String name) {
        return new Unidentified(
                "java", new Location(name + ".jar", OptionalInt.empty()), "sha1:0", List.of(), "nobody knows it");
    }

    private static Inventory with(List<Unidentified> pieces, Gap... gaps) {
        Inventory made = inventory(List.of(judged(LODASH)));
        return new Inventory(made.readAs(), made.distro(), made.components(), pieces, List.of(gaps), "");
    }
}
