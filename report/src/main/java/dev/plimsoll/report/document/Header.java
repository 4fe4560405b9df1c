package dev.plimsoll.report.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a report says of itself.
 *
 * @param generated when it was made
 * @param toolVersion of Plimsoll
 * @param verdict the worst of all images: {@code pass}, {@code warn}, {@code unjudged} or {@code fail}
 * @param policy where the policy came from, in words
 * @param unusedWaivers those that match nothing in any image, in words
 * @param contacts whom to ask, by role
 */
public record Header(
        Instant generated,
        String toolVersion,
        String verdict,
        String policy,
        List<String> unusedWaivers,
        Map<String, String> contacts) {
    public Header {
        Objects.requireNonNull(generated, "generated is null");
        Objects.requireNonNull(toolVersion, "toolVersion is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(policy, "policy is null");
        unusedWaivers = List.copyOf(unusedWaivers);
        contacts = Map.copyOf(contacts);
    }
}
