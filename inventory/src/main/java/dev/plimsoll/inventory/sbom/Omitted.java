package dev.plimsoll.inventory.sbom;

import java.util.Objects;

/**
 * A package that whoever built the image left out on purpose.
 *
 * @param purl which
 * @param reason why it is not needed, in the builder's words
 */
public record Omitted(String purl, String reason) {
    public Omitted {
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(reason, "reason is null");
    }
}
