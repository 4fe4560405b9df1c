package dev.plimsoll.policy;

import java.util.Objects;

/**
 * How many findings of a severity are allowed.
 *
 * @param max the most that are allowed, from 0
 * @param over what follows when there are more
 */
public record Threshold(int max, Effect over) {
    /** Any number, nothing said. */
    public static final Threshold NONE = new Threshold(Integer.MAX_VALUE, Effect.IGNORE);

    public Threshold {
        Objects.requireNonNull(over, "over is null");
        if (max < 0) {
            throw new IllegalArgumentException("a threshold is not negative: " + max);
        }
    }
}
