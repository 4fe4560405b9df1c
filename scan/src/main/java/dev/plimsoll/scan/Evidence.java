package dev.plimsoll.scan;

import dev.plimsoll.advisory.FixState;
import dev.plimsoll.inventory.PackageKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a record matched a component, or what it said instead.
 *
 * @param feed id of the feed that published the record
 * @param advisory the record's id
 * @param key the name under which the record speaks of the component
 * @param comparedVersion the version that was compared: the source package's for a source name
 * @param range the affected range that matched, in words: {@code >=1.2 <1.4.1}, {@code <2.36-9+deb12u7}, {@code =1.0.2}, {@code all}
 * @param fixState what the record says about a fix
 * @param fixedVersion the version that mends it by this record, or empty
 * @param summary the record's one line, or empty; untrusted text
 * @param text further proof, such as a changelog entry, or empty; untrusted text
 * @param reference a web address of the record, or empty; untrusted text
 * @param date the feed's own date, if known
 */
public record Evidence(
        String feed,
        String advisory,
        PackageKey key,
        String comparedVersion,
        String range,
        FixState fixState,
        String fixedVersion,
        String summary,
        String text,
        String reference,
        Optional<Instant> date) {
    public Evidence {
        Objects.requireNonNull(feed, "feed is null");
        Objects.requireNonNull(advisory, "advisory is null");
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(fixState, "fixState is null");
    }
}
