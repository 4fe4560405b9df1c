package dev.plimsoll.report.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One finding with everything that any document says of it. Enumerated values are the master's words (lower case, hyphens).
 *
 * @param id the flaw's best-known id
 * @param aliases its other ids
 * @param severity {@code critical}, {@code high}, {@code medium}, {@code low} or {@code unspecified}
 * @param rating the rating that decides, if it is rated
 * @param ratings all ratings with their sources
 * @param knownExploitedSince when CISA listed it, if it did
 * @param ransomware whether CISA knows of its use in ransomware campaigns
 * @param epssScore 0 to 1
 * @param epssPercentile 0 to 1
 * @param published when the first record about it was published
 * @param ecosystem id of the component's ecosystem
 * @param packageName native name
 * @param packageVersion native version
 * @param purl the component's purl
 * @param path where the component lies
 * @param layer index of the layer that brought it
 * @param dockerfile the lines of the Dockerfile that brought it, where they are known
 * @param introducedBy {@code base}, {@code own} or {@code unknown}
 * @param fixState {@code fixed}, {@code not-fixed}, {@code will-not-fix}, {@code end-of-life} or {@code not-affected}
 * @param fixedVersion or empty
 * @param remedyKind {@code command}, {@code edit}, {@code rebase} or {@code none}
 * @param remedy the very command or edit that mends it, or why there is none
 * @param fingerprint what stays the same when the image is built again
 * @param state {@code counts}, {@code waived}, {@code in-grace}, {@code not-fixable}, {@code known-before}, {@code unrated-ignored};
 *     for a suppressed one {@code suppressed}
 * @param why why it does not count, or what makes it worse; may be empty
 * @param isNew whether the baseline does not have it
 * @param shown whether it passes the filters of the run
 * @param evidence the records, those that matched first
 */
public record FindingRow(
        String id,
        List<String> aliases,
        String severity,
        Optional<RatingRow> rating,
        List<RatingRow> ratings,
        Optional<LocalDate> knownExploitedSince,
        boolean ransomware,
        OptionalDouble epssScore,
        OptionalDouble epssPercentile,
        Optional<Instant> published,
        String ecosystem,
        String packageName,
        String packageVersion,
        String purl,
        String path,
        OptionalInt layer,
        Optional<LineRow> dockerfile,
        String introducedBy,
        String fixState,
        String fixedVersion,
        String remedyKind,
        String remedy,
        String fingerprint,
        String state,
        String why,
        boolean isNew,
        boolean shown,
        List<EvidenceRow> evidence) {

    /** Who rated it how: source, severity, scheme such as {@code CVSS:3.1}, vector, and score 0.0 to 10.0 if there is one. */
    public record RatingRow(String source, String severity, String scheme, String vector, OptionalDouble score) {}

    /** An instruction of a Dockerfile: the file as it is called, its first and last line from 1, and its keyword in capitals. */
    public record LineRow(String file, int line, int endLine, String instruction) {
        /** As people write it, {@code docker/Dockerfile:12}. */
        public String place() {
            return file + ":" + line;
        }
    }

    /** One record: feed, its id, the range that matched in words, its fix, summary, proof text and web address. */
    public record EvidenceRow(
            String feed,
            String advisory,
            String range,
            String fixState,
            String fixedVersion,
            String summary,
            String text,
            String reference) {}

    public FindingRow {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(severity, "severity is null");
        aliases = List.copyOf(aliases);
        ratings = List.copyOf(ratings);
        evidence = List.copyOf(evidence);
    }

    /** The first record's summary that is not empty, or empty. */
    public String summary() {
        return evidence.stream()
                .map(EvidenceRow::summary)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
