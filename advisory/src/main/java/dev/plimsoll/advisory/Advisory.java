package dev.plimsoll.advisory;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One normalised record of one publisher.
 *
 * @param id the publisher's id
 * @param feed id of the feed, for example {@code osv/Go}, {@code debian-tracker}, {@code debian-archive}
 * @param aliases other ids of the same flaw (not of related ones), CVE, GHSA, …; without {@code id}
 * @param upstream ids of the flaws that a distribution's erratum covers (an ALSA, USN or DSA mends several CVEs at once); each is a
 *     flaw of its own, none is an alias; empty for a record about one flaw
 * @param summary one line, or empty; untrusted text
 * @param affected the packages that were asked for; a record may speak of others too
 * @param ratings severities with their sources; empty if unrated
 * @param published when, if stated
 * @param modified when last changed, if stated
 * @param references web addresses, untrusted
 * @param evidence what else proves it, such as a changelog entry's text; or empty
 */
public record Advisory(
        String id,
        String feed,
        List<String> aliases,
        List<String> upstream,
        String summary,
        List<Affected> affected,
        List<Rating> ratings,
        Optional<Instant> published,
        Optional<Instant> modified,
        List<String> references,
        String evidence) {
    public Advisory {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(feed, "feed is null");
        Objects.requireNonNull(summary, "summary is null");
        Objects.requireNonNull(evidence, "evidence is null");
        aliases = List.copyOf(aliases);
        upstream = List.copyOf(upstream);
        affected = List.copyOf(affected);
        ratings = List.copyOf(ratings);
        references = List.copyOf(references);
    }

    /** The same with other affected packages. */
    public Advisory withAffected(List<Affected> newAffected) {
        return new Advisory(
                id, feed, aliases, upstream, summary, newAffected, ratings, published, modified, references, evidence);
    }
}
