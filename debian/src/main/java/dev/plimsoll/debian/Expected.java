package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import java.util.Objects;

/**
 * What a file must be to be believed.
 *
 * @param sha256 of the file as stored
 * @param size in bytes
 */
record Expected(Digest sha256, long size) {
    /** Hash of no bytes at all: an index without packages. */
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    Expected {
        Objects.requireNonNull(sha256, "sha256 is null");
        if (sha256.algorithm() != Digest.Algorithm.SHA256 || size < 0) {
            throw new IllegalArgumentException("a file of the archive has a SHA-256 and a size");
        }
    }

    boolean isNothing() {
        return size == 0 && sha256.hex().equals(NOTHING);
    }
}
