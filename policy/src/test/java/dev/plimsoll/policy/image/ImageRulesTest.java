package dev.plimsoll.policy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.ImageRuleNames;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rule. */
class ImageRulesTest {
    static List<ImageRule> rules() {
        return ImageRules.all();
    }

    /** Breaks every rule. */
    static SampleImage dirty() {
        return new SampleImage()
                .history("ADD rootfs", SampleImage.NOW.minus(400, ChronoUnit.DAYS))
                .environment("DB_PASSWORD=hunter2")
                .base("debian:12", 0)
                .user("1000")
                .volume("/data")
                .file("usr/bin/su", 04755)
                .file("usr/bin/dpkg", 0755)
                .file("bin/sh", 0755)
                .file("var/lib/apt/lists/deb_Packages", 0644)
                .installed("openssl", "3.0.11-1", "3.0.15-1")
                .setting("package-count.max", "0");
    }

    /** Keeps every rule. */
    private static SampleImage clean() {
        return new SampleImage()
                .history("ADD rootfs", SampleImage.NOW.minus(3, ChronoUnit.DAYS))
                .environment("PATH=/usr/bin")
                .base("debian:12@sha256:" + "0".repeat(64), 1)
                .user("1000")
                .volume("/data")
                .directory("data", 0755, 1000, 1000)
                .file("usr/bin/app", 0755)
                .installed("openssl", "3.0.15-1", "3.0.15-1")
                .setting("package-count.max", "1")
                .label("maintainer", "ops@example.org")
                .label("org.opencontainers.image.source", "https://example.org/app")
                .label("security.patch-level", "2026-11")
                .label("security.scan-date", "2026-11-01");
    }

    private static SampleImage dirtyFor(ImageRule rule) {
        return rule.id().equals("runs-as-root") ? dirty().user("0") : dirty();
    }

    @Test
    void areTheOnesThatPoliciesKnow() {
        assertThat(rules().stream().map(ImageRule::id)).containsExactlyInAnyOrderElementsOf(ImageRuleNames.ids());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aCleanImageKeepsTheRule(ImageRule rule) {
        RuleResult result = clean().effect(rule.id(), Effect.FAIL).judge(rule.id());

        assertThat(result.verdict()).as(result.words()).isEqualTo(Verdict.PASS);
        assertThat(result.remedy()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aDirtyImageBreaksIt(ImageRule rule) {
        RuleResult failed = dirtyFor(rule).effect(rule.id(), Effect.FAIL).judge(rule.id());
        RuleResult told = dirtyFor(rule).effect(rule.id(), Effect.INFORM).judge(rule.id());

        assertThat(failed.verdict()).as(failed.words()).isEqualTo(Verdict.FAIL);
        assertThat(failed.words()).isNotBlank().doesNotContain("hunter2");
        assertThat(failed.remedy()).isNotBlank();
        assertThat(told.verdict()).isEqualTo(Verdict.PASS);
        assertThat(told.words()).isEqualTo(failed.words());
        assertThat(told.remedy()).as("what is only told has its remedy too").isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void onlyThePolicySilencesIt(ImageRule rule) {
        assertThat(dirtyFor(rule).effect(rule.id(), Effect.IGNORE).judge())
                .noneMatch(result -> result.rule().equals("image/" + rule.id()));
        assertThat(dirtyFor(rule).judge())
                .anyMatch(result -> result.rule().equals("image/" + rule.id())
                        && !result.remedy().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void byItselfItFailsNoImage(ImageRule rule) {
        assertThat(rule.defaultEffect()).isIn(Effect.INFORM, Effect.WARN);
        assertThat(dirtyFor(rule).judge(rule.id()).verdict()).isIn(Verdict.PASS, Verdict.WARN);
    }

    /** Those that ask for what an SBOM does not have. */
    static List<ImageRule> rulesAboutMoreThanPackages() {
        return rules().stream().filter(rule -> !rule.needs().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("rulesAboutMoreThanPackages")
    void whereNothingCanBeSeenAFailingRuleIsUnjudged(ImageRule rule) {
        RuleResult result = nothing().effect(rule.id(), Effect.FAIL).judge(rule.id());

        assertThat(result.verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(result.words()).startsWith("not judged: ");
        assertThat(result.remedy()).isNotBlank();
    }

    private static SampleImage nothing() {
        return new SampleImage()
                .reference("sbom://app.json")
                .withoutConfiguration()
                .withoutTree();
    }

    @Test
    void ofAnSbomOneResultSaysWhatWasNotJudged() {
        List<RuleResult> results = nothing().judge();

        assertThat(results)
                .extracting(RuleResult::rule)
                .containsExactly("image/upgradable", "image/package-count", "image/not-judged");
        assertThat(results.get(2).verdict()).isEqualTo(Verdict.PASS);
        assertThat(results.get(2).words()).isEqualTo("not judged: 10 rules about the image itself");
        assertThat(results.get(2).subjects())
                .contains(
                        "image/runs-as-root: there is no image configuration here",
                        "image/setuid: there are no files here");
    }

    @Test
    void ofADirectoryTheFilesAreJudged() {
        List<RuleResult> results =
                dirty().reference("fs:///srv/root").withoutConfiguration().judge();

        assertThat(results)
                .extracting(RuleResult::rule)
                .containsExactly(
                        "image/setuid",
                        "image/package-manager",
                        "image/shell",
                        "image/caches",
                        "image/upgradable",
                        "image/package-count",
                        "image/not-judged");
        assertThat(results.get(6).subjects()).hasSize(6);
    }
}
