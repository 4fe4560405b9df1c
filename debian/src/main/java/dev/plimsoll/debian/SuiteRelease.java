package dev.plimsoll.debian;

import java.util.List;

/**
 * A suite whose Release is verified and admitted.
 *
 * @param exceptions what was let through because the user allowed it
 */
record SuiteRelease(Suite suite, ReleaseFile release, List<String> exceptions) {
    SuiteRelease {
        exceptions = List.copyOf(exceptions);
    }
}
