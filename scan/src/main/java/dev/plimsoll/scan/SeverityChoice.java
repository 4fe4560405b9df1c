package dev.plimsoll.scan;

import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of several ratings is a finding's severity. The distribution's word comes first for its own packages, since it knows how it
 * built them; then the newest CVSS version, its highest score; then anybody's word. Unrated is never a guess.
 */
final class SeverityChoice {
    private static final String WORD = "word";
    private static final Comparator<Rating> NEWEST_AND_HIGHEST = Comparator.comparing(Rating::scheme)
            .thenComparing(rating -> rating.score().orElse(0))
            .thenComparing(Rating::vector);

    private SeverityChoice() {}

    /** @param ratings all of a flaw, those of the matching records first */
    static Optional<Rating> of(boolean distroPackage, List<Rating> ratings) {
        Optional<Rating> word = ratings.stream()
                .filter(rating -> rating.scheme().equals(WORD) && rating.severity() != Severity.UNSPECIFIED)
                .findFirst();
        if (distroPackage && word.isPresent()) {
            return word;
        }
        Optional<Rating> score = ratings.stream()
                .filter(rating -> !rating.scheme().equals(WORD) && rating.severity() != Severity.UNSPECIFIED)
                .max(NEWEST_AND_HIGHEST);
        return score.isPresent() ? score : word;
    }
}
