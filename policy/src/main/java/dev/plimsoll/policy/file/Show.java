package dev.plimsoll.policy.file;

import dev.plimsoll.advisory.Severity;
import java.util.Set;

/**
 * What is shown, which is another question than what fails.
 *
 * @param severities only these; empty for all
 * @param onlyFixed only what has a published fix
 */
public record Show(Set<Severity> severities, boolean onlyFixed) {
    /** Everything. */
    public static final Show ALL = new Show(Set.of(), false);

    public Show {
        severities = Set.copyOf(severities);
    }
}
