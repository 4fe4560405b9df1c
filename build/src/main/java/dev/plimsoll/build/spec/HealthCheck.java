package dev.plimsoll.build.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an engine asks whether the program does its work.
 *
 * @param command program and arguments
 * @param interval between two questions
 * @param timeout how long one may take
 * @param startPeriod how long failures do not count
 * @param retries how many failures in a row make it unhealthy
 */
public record HealthCheck(
        List<String> command,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        OptionalInt retries) {
    public HealthCheck {
        command = List.copyOf(command);
    }
}
