package dev.plimsoll.policy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import org.junit.jupiter.api.Test;

/** The rules about the distribution's packages. */
class PackagesTest {
    @Test
    void whatCanBeUpgradedIsNamedWithBothVersions() {
        RuleResult result = new SampleImage()
                .installed("libssl3", "3.0.11-1", "3.0.15-1")
                .installed("libc6", "2.36-9", "2.36-9")
                .judge("upgradable");

        assertThat(result.words()).isEqualTo("1 package of 2 can be upgraded");
        assertThat(result.subjects()).containsExactly("libssl3 3.0.11-1 -> 3.0.15-1");
    }

    @Test
    void whatTheArchiveWasNotAskedAboutIsNotJudged() {
        SampleImage image = new SampleImage()
                .installed("libssl3", "3.0.15-1", "")
                .installed("libc6", "2.36-9", "2.36-9")
                .effect("upgradable", Effect.FAIL);

        RuleResult result = image.judge("upgradable");

        assertThat(result.verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(result.words()).startsWith("not judged: whether 1 package of 2 can be upgraded");
        assertThat(result.subjects()).containsExactly("libssl3 3.0.15-1: nobody was asked");
    }

    @Test
    void withoutPackagesNothingCanBeUpgradedUnlessSomethingWasNotRead() {
        SampleImage image = new SampleImage().effect("upgradable", Effect.FAIL);

        assertThat(image.judge("upgradable").verdict()).isEqualTo(Verdict.PASS);
        assertThat(image.unreadable("var/lib/dpkg/status").judge("upgradable").verdict())
                .isEqualTo(Verdict.UNJUDGED);
    }

    @Test
    void aBudgetOfPackagesIsKeptUpToItsLastOne() {
        SampleImage image = new SampleImage()
                .installed("a", "1", "1")
                .installed("b", "1", "1")
                .effect("package-count", Effect.FAIL);

        assertThat(image.judge("package-count").words()).isEqualTo("2 packages of the distribution; no budget is set");
        assertThat(image.setting("package-count.max", "2")
                        .judge("package-count")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(image.setting("package-count.max", "1")
                        .judge("package-count")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }
}
