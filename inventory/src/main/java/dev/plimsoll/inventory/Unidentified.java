package dev.plimsoll.inventory;

import java.util.List;
import java.util.Objects;

/**
 * A piece of software that is there but states no coordinate, and for which none could be proved. It is reported, and unjudged.
 *
 * @param ecosystem id of the {@link Ecosystem} that found it
 * @param location where it lies
 * @param digest {@code sha1:…} of its bytes, by which it can be looked up later
 * @param hints what it says of itself (file name, manifest titles), for people
 * @param reason why it stayed unproved, one line
 */
public record Unidentified(String ecosystem, Location location, String digest, List<String> hints, String reason) {
    public Unidentified {
        Objects.requireNonNull(ecosystem, "ecosystem is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(digest, "digest is null");
        Objects.requireNonNull(reason, "reason is null");
        hints = List.copyOf(hints);
    }
}
