package dev.plimsoll.debian;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * A key whose signatures count: a pinned primary key, or a subkey that one has bound to itself for signing.
 *
 * @param owner name of the pinned primary key
 * @param key primary or subkey
 * @param from when it was made
 * @param until when it, or its primary key, expires
 */
record SigningKey(String owner, PGPPublicKey key, Instant from, Optional<Instant> until) {
    SigningKey {
        Objects.requireNonNull(owner, "owner is null");
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(from, "from is null");
        Objects.requireNonNull(until, "until is null");
    }

    boolean isValidAt(Instant time) {
        return !time.isBefore(from) && until.map(time::isBefore).orElse(true);
    }
}
