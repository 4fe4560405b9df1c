package dev.plimsoll.policy.image;

import static dev.plimsoll.policy.image.SampleImage.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules about where the image comes from. */
class BaseAndLabelsTest {
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    private static Instant daysAgo(long days) {
        return NOW.minus(days, ChronoUnit.DAYS);
    }

    @Test
    void aBaseThatIsNotKnownIsNotPassed() {
        SampleImage image = new SampleImage();

        assertThat(image.judge("base-not-pinned").words())
                .isEqualTo("not judged: which image it was built on is not known");
        assertThat(image.effect("base-not-pinned", Effect.FAIL)
                        .judge("base-not-pinned")
                        .verdict())
                .isEqualTo(Verdict.UNJUDGED);
    }

    @Test
    void aBaseIsPinnedByItsNameOrByTheLabelBesideIt() {
        assertThat(new SampleImage()
                        .base("debian:12", 1)
                        .judge("base-not-pinned")
                        .words())
                .isEqualTo("its base debian:12 is not pinned by digest");
        assertThat(new SampleImage()
                        .base("debian@" + DIGEST, 1)
                        .judge("base-not-pinned")
                        .remedy())
                .isEmpty();
        assertThat(new SampleImage()
                        .base("debian:12", 1)
                        .label("org.opencontainers.image.base.digest", DIGEST)
                        .judge("base-not-pinned")
                        .remedy())
                .isEmpty();
    }

    @Test
    void whatStandsOnNothingHasNothingToPin() {
        RuleResult result = new SampleImage().base("scratch", 0).judge("base-not-pinned");

        assertThat(result.words()).isEqualTo("it stands on no other image");
        assertThat(result.remedy()).isEmpty();
    }

    @Test
    void aBaseIsAsOldAsItsLastLayer() {
        RuleResult result = new SampleImage()
                .history("base 1", daysAgo(500))
                .history("base 2", daysAgo(91))
                .history("own", daysAgo(1))
                .base("debian:12", 2)
                .judge("base-age");

        assertThat(result.words()).isEqualTo("its base was made on 2026-08-24, 91 days ago (at most 90)");
        assertThat(result.remedy()).isNotEmpty();
    }

    @Test
    void whereTheBaseIsNotKnownTheLowestLayerIsAsked() {
        SampleImage image = new SampleImage().history("base", daysAgo(40)).history("own", daysAgo(1));

        assertThat(image.judge("base-age").words()).startsWith("its lowest layer was made on 2026-10-14, 40 days ago");
        assertThat(image.judge("base-age").remedy()).isEmpty();
        assertThat(image.setting("base-age.days", "30").judge("base-age").remedy())
                .isNotEmpty();
    }

    @Test
    void anImageIsNoOlderThanItsBase() {
        assertThat(new SampleImage().created(daysAgo(91)).judge("base-age").words())
                .startsWith("the image itself");
        assertThat(new SampleImage().created(daysAgo(3)).judge("base-age").words())
                .isEqualTo("not judged: no date says how old its base is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2106-02-07T06:28:15Z"})
    void datesThatMeanNothingDateNothing(String date) {
        Instant time = Instant.parse(date);

        assertThat(new SampleImage()
                        .history("base", time)
                        .created(time)
                        .judge("base-age")
                        .words())
                .startsWith("not judged: ");
    }

    @Test
    void labelsThatAreRequiredAreThere() {
        SampleImage image = new SampleImage().label("team", "web").label("stage", " ");

        assertThat(image.judge("labels").words())
                .isEqualTo("maintainer is missing, org.opencontainers.image.source is missing, security.patch-level is"
                        + " missing, security.scan-date is missing");
        assertThat(image.setting("labels.required", "team,stage")
                        .judge("labels")
                        .words())
                .isEqualTo("stage is missing");
        assertThat(image.setting("labels.required", "team").judge("labels").remedy())
                .isEmpty();
    }

    @Test
    void aDateOfScanMayNotBeOldOrNoDate() {
        SampleImage image = new SampleImage().setting("labels.required", "security.scan-date");

        assertThat(image.label("security.scan-date", "2026-11-20")
                        .judge("labels")
                        .remedy())
                .isEmpty();
        assertThat(image.label("security.scan-date", "2026-08-01")
                        .judge("labels")
                        .words())
                .isEqualTo("security.scan-date was 114 days ago (at most 90)");
        assertThat(image.setting("labels.days", "200").judge("labels").remedy()).isEmpty();
        assertThat(image.label("security.scan-date", "lately\u202e")
                        .judge("labels")
                        .words())
                .isEqualTo("security.scan-date is no date: 'lately\\u202e'");
    }
}
