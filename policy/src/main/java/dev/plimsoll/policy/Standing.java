package dev.plimsoll.policy;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.scan.Finding;
import java.util.Objects;
import java.util.Optional;

/**
 * How one finding stands under a policy.
 *
 * @param finding the finding
 * @param fingerprint what stays the same when the image is built again, see {@link Fingerprint}
 * @param state whether it counts
 * @param countedAs the severity under which it is counted; empty if it is counted under none
 * @param isNew whether the baseline does not have it; true where there is no baseline
 * @param why one line: why it does not count, or which rule of its own it breaks; empty for a finding that merely counts
 */
public record Standing(
        Finding finding, String fingerprint, State state, Optional<Severity> countedAs, boolean isNew, String why) {

    /** Whether a finding counts, and if not, why. */
    public enum State {
        /** It counts. */
        COUNTS,
        /** Somebody accepted it until a day. */
        WAIVED,
        /** It was published too recently to count. */
        IN_GRACE,
        /** There is no fix, and only what can be fixed counts. */
        NOT_FIXABLE,
        /** The baseline has it, and only what is new counts. */
        KNOWN_BEFORE,
        /** Nobody has rated it, and the policy ignores those. */
        UNRATED_IGNORED
    }

    public Standing {
        Objects.requireNonNull(finding, "finding is null");
        Objects.requireNonNull(fingerprint, "fingerprint is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(countedAs, "countedAs is null");
        Objects.requireNonNull(why, "why is null");
    }

    /** Whether it counts. */
    public boolean counts() {
        return state == State.COUNTS;
    }
}
