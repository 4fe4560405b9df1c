package dev.plimsoll.inventory.sbom;

import java.util.Objects;

/**
 * A package, or some of its files, that whoever built the image left out on purpose.
 *
 * @param purl which package
 * @param path a pattern of those of its files that were left out; empty if that is the whole package
 * @param reason why it is not needed, in the builder's words
 */
public record Omitted(String purl, String path, String reason) {
    /** A whole package. */
    public Omitted(String purl, String reason) {
        this(purl, "", reason);
    }

    public Omitted {
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(reason, "reason is null");
    }
}
