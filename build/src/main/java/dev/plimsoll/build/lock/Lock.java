package dev.plimsoll.build.lock;

import dev.plimsoll.debian.LockedPackage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What an image of one platform is built of.
 *
 * @param request what was asked for
 * @param suites which were asked, at least one
 * @param packages chosen, in the order in which they are unpacked
 */
public record Lock(LockRequest request, List<LockedSuite> suites, List<LockedPackage> packages) {
    public Lock {
        Objects.requireNonNull(request, "request is null");
        suites = List.copyOf(suites);
        packages = List.copyOf(packages);
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("a lock names its suites");
        }
    }

    /** Date of the newest Release among the suites. */
    public Instant date() {
        return suites.stream()
                .map(LockedSuite::date)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
