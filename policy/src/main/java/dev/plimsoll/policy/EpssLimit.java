package dev.plimsoll.policy;

import java.util.Objects;

/**
 * From which probability of exploitation on a finding breaks the policy by itself.
 *
 * @param score FIRST's EPSS score, 0 to 1; that score and more are over the limit
 * @param over what follows
 */
public record EpssLimit(double score, Effect over) {
    public EpssLimit {
        Objects.requireNonNull(over, "over is null");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("an EPSS score is from 0 to 1: " + score);
        }
    }
}
