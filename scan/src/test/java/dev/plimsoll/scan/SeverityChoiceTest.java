package dev.plimsoll.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Severity;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SeverityChoiceTest {
    private static final Rating WORD = new Rating("Ubuntu", Severity.LOW, "word", "low", OptionalDouble.empty());
    private static final Rating OLD = rating("CVSS:2.0", Severity.HIGH, 10.0);
    private static final Rating LOWER = rating("CVSS:3.1", Severity.MEDIUM, 5.0);
    private static final Rating HIGHER = rating("CVSS:3.1", Severity.CRITICAL, 9.8);

    @Test
    void theDistributionsWordComesFirstForItsOwnPackages() {
        assertThat(SeverityChoice.of(true, List.of(HIGHER, WORD))).contains(WORD);
    }

    @Test
    void elseTheNewestSchemesHighestScoreDecides() {
        assertThat(SeverityChoice.of(false, List.of(WORD, OLD, LOWER, HIGHER))).contains(HIGHER);
    }

    @Test
    void aWordIsBetterThanNothing() {
        assertThat(SeverityChoice.of(false, List.of(WORD))).contains(WORD);
    }

    @Test
    void unratedStaysUnrated() {
        Rating none = new Rating("Debian", Severity.UNSPECIFIED, "word", "not yet assigned", OptionalDouble.empty());

        assertThat(SeverityChoice.of(true, List.of(none))).isEmpty();
    }

    private static Rating rating(String scheme, Severity severity, double score) {
        return new Rating("NVD", severity, scheme, scheme + "/score:" + score, OptionalDouble.of(score));
    }
}
