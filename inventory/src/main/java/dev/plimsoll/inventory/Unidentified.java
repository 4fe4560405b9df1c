package dev.plimsoll.inventory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A piece of software that is there but states no coordinate, and for which none could be proved. It is reported, and unjudged unless a
 * distro package owns it.
 *
 * @param ecosystem id of the {@link Ecosystem} that found it
 * @param location where it lies
 * @param digest {@code sha1:…} of its bytes, by which it can be looked up later
 * @param hints what it says of itself, each {@code what: value} ({@code file: foo-1.2.jar}, {@code Bundle-SymbolicName: org.foo},
 *     {@code package: org.foo.bar}); for people, and for {@link Identifies}, which finds its candidates here and nowhere else
 * @param reason why it stayed unproved, one line
 * @param owner the distro package that owns its file, if one does: then it is judged as that package. The engine sets it
 */
public record Unidentified(
        String ecosystem, Location location, String digest, List<String> hints, String reason, Optional<Owner> owner) {
    public Unidentified {
        Objects.requireNonNull(ecosystem, "ecosystem is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(digest, "digest is null");
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(owner, "owner is null");
        hints = List.copyOf(hints);
    }

    /** A piece that nobody is known to own. */
    public Unidentified(String ecosystem, Location location, String digest, List<String> hints, String reason) {
        this(ecosystem, location, digest, hints, reason, Optional.empty());
    }

    /** The same with an owner. */
    public Unidentified withOwner(Owner newOwner) {
        return new Unidentified(ecosystem, location, digest, hints, reason, Optional.of(newOwner));
    }

    /** The same with another reason. */
    public Unidentified withReason(String newReason) {
        return new Unidentified(ecosystem, location, digest, hints, newReason, owner);
    }
}
