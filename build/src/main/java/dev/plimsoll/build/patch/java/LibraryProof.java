package dev.plimsoll.build.patch.java;

import dev.plimsoll.base.Digest;
import java.util.Objects;
import java.util.Optional;

/**
 * How a new version of a library was checked.
 *
 * @param published the digest that its repository publishes of it, the strongest one
 * @param signer fingerprint of the pinned key that has signed it; empty if no key is pinned for its group
 */
public record LibraryProof(Digest published, Optional<String> signer) {
    public LibraryProof {
        Objects.requireNonNull(published, "published is null");
        Objects.requireNonNull(signer, "signer is null");
    }
}
