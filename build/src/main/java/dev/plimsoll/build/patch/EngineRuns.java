package dev.plimsoll.build.patch;

import java.time.Duration;
import java.util.Objects;

/**
 * That the container engine runs scripts whose work is not known.
 *
 * @param longest how long those of one image may take
 * @param isPlan whether it is only told what would run
 */
public record EngineRuns(Duration longest, boolean isPlan) {
    /** For a quarter of an hour. */
    public static final EngineRuns DEFAULT = new EngineRuns(Duration.ofMinutes(15), false);

    public EngineRuns {
        Objects.requireNonNull(longest, "longest is null");
    }

    /** The same, where nothing is to be run yet. */
    EngineRuns asPlan() {
        return new EngineRuns(longest, true);
    }
}
