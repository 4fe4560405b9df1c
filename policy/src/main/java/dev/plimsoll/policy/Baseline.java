package dev.plimsoll.policy;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * The earlier scan that 'new' is measured against.
 *
 * @param scannedAt when it was made
 * @param fingerprints of the findings that it has, see {@link Fingerprint}
 */
public record Baseline(Instant scannedAt, Set<String> fingerprints) {
    public Baseline {
        Objects.requireNonNull(scannedAt, "scannedAt is null");
        fingerprints = Set.copyOf(fingerprints);
    }
}
