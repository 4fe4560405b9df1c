package dev.plimsoll.inventory.sbom;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One entry of a document, as its format has it; {@link SbomCollector} makes of it what it is.
 *
 * @param kind what it says it is
 * @param name as written
 * @param version as written, or empty
 * @param purl as written, or empty
 * @param licences as written
 * @param sha1 40 hexadecimal digits, or empty
 * @param properties names and values that its tool added, such as {@code syft:location:0:path}
 * @param facts what we added, if it is ours; empty for a foreign one
 */
public record Piece(
        Kind kind,
        String name,
        String version,
        String purl,
        List<String> licences,
        String sha1,
        Map<String, String> properties,
        Facts facts) {

    /** What an entry is. */
    public enum Kind {
        /** Software. */
        PACKAGE,
        /** The distribution. */
        OPERATING_SYSTEM,
        /** A file as such; not software with a name and version. */
        FILE
    }

    public Piece {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(sha1, "sha1 is null");
        Objects.requireNonNull(facts, "facts is null");
        licences = List.copyOf(licences);
        properties = Map.copyOf(properties);
    }
}
