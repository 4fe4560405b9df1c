package dev.plimsoll.build.engine;

import java.util.List;
import java.util.Optional;

/**
 * What was seen of a container while it ran.
 *
 * @param state how far it came
 * @param words the same for people, with the last lines of its log where it failed; safe to print
 * @param users user ids of its processes as they are inside of it, each once; empty if they could not be told
 * @param readOnlyRoot whether its root can only be read
 * @param noNewPrivileges whether none of its programs can gain rights
 * @param noCapabilities whether its first process has none
 */
public record TrialFacts(
        State state,
        String words,
        List<Long> users,
        Optional<Boolean> readOnlyRoot,
        Optional<Boolean> noNewPrivileges,
        Optional<Boolean> noCapabilities) {
    /** How far a container came. */
    public enum State {
        /** It says that it is healthy. */
        HEALTHY,
        /** It runs, and has no health check. */
        RUNNING,
        /** It ended by itself without an error, as tools do. */
        DONE,
        /** It did not start, ended with an error, or says that it is not healthy. */
        FAILED
    }

    public TrialFacts {
        users = List.copyOf(users);
    }
}
