package dev.plimsoll.base;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long and how often {@link HttpFetcher} tries.
 *
 * @param connect until a connection stands
 * @param stall how long a body may give no byte before the connection counts as broken
 * @param attempts how often a request is sent at most (and a broken body resumed in a row without getting further)
 * @param firstWait wait before the second attempt; doubles each time, with jitter
 * @param longestWait longest wait, also when the server asks for more ({@code Retry-After}): then its answer is given as it is
 */
public record Patience(Duration connect, Duration stall, int attempts, Duration firstWait, Duration longestWait) {

    /** For people who wait at a terminal and for builds. */
    public static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(20), Duration.ofSeconds(60), 4, Duration.ofMillis(400), Duration.ofSeconds(30));

    /** Tries as often as {@link #DEFAULT} but hardly waits: for tests against servers of their own. */
    public static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 4, Duration.ofMillis(5), Duration.ofSeconds(1));

    public Patience {
        if (attempts < 1) {
            throw new IllegalArgumentException("there is at least one attempt, not " + attempts);
        }
    }

    /** Wait after the {@code failures}th failure (from 1): half of it fixed, half random, so that many clients do not march in step. */
    public Duration waitAfter(int failures) {
        long full = Math.min(firstWait.toMillis() << Math.min(failures - 1, 16), longestWait.toMillis());
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }
}
