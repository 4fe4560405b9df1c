package dev.plimsoll.advisory;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One rating of one flaw, by whoever gave it.
 *
 * @param source who rated: a feed's id, or the name the record gives (such as {@code NVD})
 * @param severity the publisher's word, or the CVSS score's, by the CVSS specification's scale
 * @param scheme {@code CVSS:2.0}, {@code CVSS:3.0}, {@code CVSS:3.1}, {@code CVSS:4.0}, or {@code word} for a publisher's word
 * @param vector the CVSS vector, or the publisher's word unchanged
 * @param score 0.0 to 10.0, computed from the vector; empty for a word
 */
public record Rating(String source, Severity severity, String scheme, String vector, OptionalDouble score) {
    public Rating {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(severity, "severity is null");
        Objects.requireNonNull(scheme, "scheme is null");
        Objects.requireNonNull(vector, "vector is null");
        Objects.requireNonNull(score, "score is null");
    }
}
