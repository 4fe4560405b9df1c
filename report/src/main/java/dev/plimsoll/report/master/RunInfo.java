package dev.plimsoll.report.master;

import dev.plimsoll.report.document.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a run before its first image.
 *
 * @param generated when the report is made
 * @param toolVersion of Plimsoll
 * @param policy where the policy came from, in words
 * @param contacts whom to ask, by role
 * @param history the runs before this one, oldest first
 */
public record RunInfo(
        Instant generated, String toolVersion, String policy, Map<String, String> contacts, List<RunRow> history) {
    public RunInfo {
        Objects.requireNonNull(generated, "generated is null");
        Objects.requireNonNull(toolVersion, "toolVersion is null");
        Objects.requireNonNull(policy, "policy is null");
        contacts = Map.copyOf(contacts);
        history = List.copyOf(history);
    }
}
