package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import java.util.List;

/**
 * A suite whose Release is verified and admitted.
 *
 * @param inRelease hash of the signed file
 * @param exceptions what was let through because the user allowed it
 */
record SuiteRelease(Suite suite, ReleaseFile release, Digest inRelease, List<String> exceptions) {
    SuiteRelease {
        exceptions = List.copyOf(exceptions);
    }
}
