package dev.plimsoll.policy;

import dev.plimsoll.advisory.Severity;
import java.util.Optional;

/** How findings count that nobody has rated. */
public enum Unspecified {
    /** They make the verdict {@link Verdict#UNJUDGED}. */
    UNJUDGED(Optional.empty()),
    CRITICAL(Optional.of(Severity.CRITICAL)),
    HIGH(Optional.of(Severity.HIGH)),
    MEDIUM(Optional.of(Severity.MEDIUM)),
    LOW(Optional.of(Severity.LOW)),
    /** They do not count; they are shown. */
    IGNORE(Optional.empty());

    private final Optional<Severity> as;

    Unspecified(Optional<Severity> as) {
        this.as = as;
    }

    /** The severity that they count as, if any. */
    public Optional<Severity> as() {
        return as;
    }
}
