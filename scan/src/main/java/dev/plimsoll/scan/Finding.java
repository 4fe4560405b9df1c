package dev.plimsoll.scan;

import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.inventory.Component;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One component and one flaw that it is affected by; all records about that flaw, from all sources, are in its evidence.
 *
 * @param id the flaw's best-known id: its CVE if it has one, else GHSA, else the first record's
 * @param aliases its other ids, ordered
 * @param component what is affected
 * @param fixState the most hopeful thing that a source says about a fix
 * @param fixedVersion the lowest version that all sources with a fix call mended, or empty
 * @param severity as {@code rating} says, else {@link Severity#UNSPECIFIED}
 * @param rating the rating that decides: the distribution's word for its own packages, else the newest CVSS version's highest score
 * @param ratings all ratings with their sources
 * @param exploitation KEV and EPSS
 * @param evidence at least one record that matched, then those that disagree
 * @param layer index of the layer that brought the component; empty where there are no layers
 * @param introducedBy whether it came with the base image
 * @param published when the first record about it was published, if any says so
 */
public record Finding(
        String id,
        List<String> aliases,
        Component component,
        FixState fixState,
        String fixedVersion,
        Severity severity,
        Optional<Rating> rating,
        List<Rating> ratings,
        Exploitation exploitation,
        List<Evidence> evidence,
        OptionalInt layer,
        IntroducedBy introducedBy,
        Optional<Instant> published) {

    /** Who brought the affected component. */
    public enum IntroducedBy {
        /** A layer of the base image. */
        BASE,
        /** A layer above the base image. */
        OWN,
        /** The base image is not known. */
        UNKNOWN
    }

    public Finding {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(component, "component is null");
        aliases = List.copyOf(aliases);
        ratings = List.copyOf(ratings);
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a finding has evidence: " + id);
        }
    }
}
