package dev.plimsoll.advisory;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import us.springett.cvss.Cvss;

/**
 * Makes ratings of what publishers state. Scores are those of the CVSS base formula (CVSS 4.0: of the vector as it stands), severities
 * those of the CVSS 3 and 4 scale: 9.0 critical, 7.0 high, 4.0 medium, below that low. A score of 0.0 ('none') is {@link Severity#LOW},
 * as there is no lower word: it was rated, and not by nobody. CVSS 2 has no critical: 7.0 and above is high.
 *
 * @see <a href="https://www.first.org/cvss/v3.1/specification-document">CVSS 3.1, 5: qualitative severity rating scale</a>
 */
public final class Ratings {
    private static final int LONGEST_VECTOR = 500;

    private Ratings() {}

    /**
     * A rating by a CVSS vector of any version; empty if it is none that can be scored.
     *
     * @param source who rated
     * @param vector as published; CVSS 2 vectors may lack the version and may stand in parentheses
     */
    public static Optional<Rating> cvss(String source, String vector) {
        if (vector.length() > LONGEST_VECTOR) {
            return Optional.empty();
        }
        try {
            Cvss parsed = Cvss.fromVector(vector.strip());
            if (parsed == null) {
                return Optional.empty();
            }
            double score = parsed.calculateScore().getBaseScore();
            if (!(score >= 0.0 && score <= 10.0)) {
                return Optional.empty();
            }
            String scheme = scheme(vector.strip());
            return Optional.of(
                    new Rating(source, severity(scheme, score), scheme, vector.strip(), OptionalDouble.of(score)));
        } catch (RuntimeException e) {
            // The library has no one exception for a vector that is none.
            return Optional.empty();
        }
    }

    /**
     * A rating by a publisher's word; empty if the word says that nobody has rated it yet, or is not known.
     *
     * @param source who rated
     * @param word as published, in any case
     */
    public static Optional<Rating> word(String source, String word) {
        Severity severity = switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "critical" -> Severity.CRITICAL;
            case "high", "important" -> Severity.HIGH;
            case "medium", "moderate" -> Severity.MEDIUM;
            case "low", "negligible", "unimportant", "none" -> Severity.LOW;
            default -> Severity.UNSPECIFIED;
        };
        return severity == Severity.UNSPECIFIED
                ? Optional.empty()
                : Optional.of(new Rating(source, severity, "word", word.strip(), OptionalDouble.empty()));
    }

    /** The severity of a CVSS score. */
    static Severity severity(String scheme, double score) {
        if (score >= 9.0 && !scheme.equals("CVSS:2.0")) {
            return Severity.CRITICAL;
        }
        if (score >= 7.0) {
            return Severity.HIGH;
        }
        return score >= 4.0 ? Severity.MEDIUM : Severity.LOW;
    }

    private static String scheme(String vector) {
        return vector.startsWith("CVSS:") && vector.length() >= 8 ? vector.substring(0, 8) : "CVSS:2.0";
    }
}
