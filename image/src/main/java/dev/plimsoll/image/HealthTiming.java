package dev.plimsoll.image;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When an engine runs a health check, and what it makes of it; the engine's own where nothing is stated.
 *
 * @param interval between two runs
 * @param timeout how long one may take
 * @param startPeriod how long failures do not count
 * @param retries how many failures in a row make it unhealthy
 */
public record HealthTiming(
        Optional<Duration> interval, Optional<Duration> timeout, Optional<Duration> startPeriod, OptionalInt retries) {
    /** States nothing. */
    public static final HealthTiming NONE =
            new HealthTiming(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
}
