package dev.plimsoll.policy;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A risk that somebody accepted until a day.
 *
 * @param id pattern of the flaw's id or an alias, or of an image rule's id; {@code *} for any
 * @param purl pattern of the component's purl; empty for any
 * @param path pattern of the component's path; empty for any
 * @param image pattern of the image's repository; empty for any
 * @param reason why it is accepted
 * @param owner who answers for it
 * @param until the last day on which it holds, in UTC
 * @param control what protects meanwhile, if anything does
 * @param onlyWhileUnfixed whether it ends as soon as there is a fix
 * @param kev whether it also covers a flaw that is known to be exploited
 */
public record Waiver(
        Glob id,
        Optional<Glob> purl,
        Optional<Glob> path,
        Optional<Glob> image,
        String reason,
        String owner,
        LocalDate until,
        Optional<String> control,
        boolean onlyWhileUnfixed,
        boolean kev) {
    public Waiver {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(until, "until is null");
        if (reason.isBlank() || owner.isBlank()) {
            throw new IllegalArgumentException("a waiver has a reason and an owner");
        }
    }

    /** Whether its last day has passed. */
    public boolean hasEnded(LocalDate today) {
        return today.isAfter(until);
    }

    /** In few words: what it is about. */
    public String words() {
        return id
                + purl.map(p -> " in " + p).orElse("")
                + path.map(p -> " at " + p).orElse("")
                + image.map(p -> " of " + p).orElse("");
    }
}
