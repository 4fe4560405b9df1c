package dev.plimsoll.policy.file;

import dev.plimsoll.policy.PolicyBuilder;

/** Sets something of a policy. */
@FunctionalInterface
interface Change {
    void to(PolicyBuilder policy);
}
