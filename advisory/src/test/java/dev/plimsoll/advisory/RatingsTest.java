package dev.plimsoll.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores are those that FIRST's calculators and the NVD state for the same vectors. */
class RatingsTest {
    @ParameterizedTest
    @CsvSource({
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, CVSS:3.1, 10.0, CRITICAL",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, CVSS:3.1, 9.8, CRITICAL",
        "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H, CVSS:3.0, 7.5, HIGH",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, CVSS:3.1, 6.1, MEDIUM",
        "CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:N/I:N/A:L, CVSS:3.1, 2.2, LOW",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, CVSS:3.1, 0.0, LOW",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, CVSS:4.0, 9.3, CRITICAL",
        "AV:N/AC:L/Au:N/C:C/I:C/A:C, CVSS:2.0, 10.0, HIGH",
        "(AV:N/AC:L/Au:N/C:P/I:P/A:P), CVSS:2.0, 7.5, HIGH",
    })
    void scoresVectors(String vector, String scheme, double score, Severity severity) {
        Rating rating = Ratings.cvss("x", vector).orElseThrow();

        assertThat(rating.scheme()).isEqualTo(scheme);
        assertThat(rating.score()).hasValue(score);
        assertThat(rating.severity()).isEqualTo(severity);
        assertThat(rating.vector()).isEqualTo(vector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7.5",
                "CVSS:3.1",
                "CVSS:3.1/AV:N",
                "CVSS:9.9/AV:N/AC:L",
                "AV:X/AC:L",
                "\0",
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:Q"
            })
    void aBrokenVectorIsNoRating(String vector) {
        assertThat(Ratings.cvss("x", vector)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CRITICAL, CRITICAL",
        "High, HIGH",
        "Important, HIGH",
        "MODERATE, MEDIUM",
        "medium, MEDIUM",
        "low, LOW",
        "negligible, LOW",
        "unimportant, LOW",
    })
    void readsWords(String word, Severity severity) {
        assertThat(Ratings.word("x", word)).get().extracting(Rating::severity).isEqualTo(severity);
    }

    @Test
    void wordsThatRateNothingAreNoRating() {
        assertThat(Ratings.word("x", "not yet assigned")).isEmpty();
        assertThat(Ratings.word("x", "untriaged")).isEmpty();
        assertThat(Ratings.word("x", "")).isEmpty();
    }
}
