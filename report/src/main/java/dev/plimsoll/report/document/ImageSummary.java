package dev.plimsoll.report.document;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One image of a report, without its long lists. Enumerated values are the master's words (lower case, hyphens).
 *
 * @param reference as the user wrote it
 * @param name short name for tables: the repository's last part, with the tag where two images share it
 * @param repository name without tag and digest
 * @param digest of the manifest or configuration, with its algorithm; empty if the form has none
 * @param platform such as {@code linux/amd64}; may be empty
 * @param form such as {@code archive}
 * @param distro pretty name; empty if there is none
 * @param base the base image's name; empty if not known
 * @param scannedAt when
 * @param error why it could not be scanned; then everything below is empty and the verdict is {@code unjudged}
 * @param verdict {@code pass}, {@code warn}, {@code unjudged} or {@code fail}
 * @param counts findings by severity
 * @param coverage how much was judged
 * @param words the same in one line for people; never a bare 0 where coverage is partial
 * @param rules each rule with its result, worst first
 * @param sources who judged, and how fresh each is
 * @param changes against the former report, if there is one
 * @param notes how the scan went, one line each
 */
public record ImageSummary(
        String reference,
        String name,
        String repository,
        String digest,
        String platform,
        String form,
        String distro,
        String base,
        Instant scannedAt,
        Optional<String> error,
        String verdict,
        Counts counts,
        CoverageCounts coverage,
        String words,
        List<RuleRow> rules,
        List<SourceRow> sources,
        Optional<Changes> changes,
        List<String> notes) {

    /** Findings by severity, all of them; {@code unspecified} are unrated ones. {@code waived} of them do not count. */
    public record Counts(int critical, int high, int medium, int low, int unspecified, int waived, int suppressed) {
        /** No findings. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        /** All but the suppressed ones. */
        public int total() {
            return critical + high + medium + low + unspecified;
        }
    }

    /** Components by level, in numbers, and their shares in whole percent, rounded down. */
    public record CoverageCounts(
            int components,
            int judged,
            int judgedFixesOnly,
            int notJudged,
            int unidentified,
            int gaps,
            int unreadableRecords,
            int percentJudged,
            int percentJudgedOrFixesOnly,
            boolean complete) {
        /** Nothing was looked at. */
        public static final CoverageCounts NONE = new CoverageCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, false);
    }

    /** A rule's id, verdict, line, subjects and remedy; see {@code dev.plimsoll.policy.RuleResult}. */
    public record RuleRow(String rule, String verdict, String words, List<String> subjects, String remedy) {
        public RuleRow {
            subjects = List.copyOf(subjects);
        }
    }

    /** A source that judged components: its id, the publisher's own date, and when the publisher last confirmed it. */
    public record SourceRow(String source, Optional<Instant> date, Optional<Instant> confirmed, int components) {}

    /** What changed since the former report: when that was made, how many findings are new, and how many went. */
    public record Changes(Instant since, int added, int gone) {}

    public ImageSummary {
        Objects.requireNonNull(reference, "reference is null");
        Objects.requireNonNull(scannedAt, "scannedAt is null");
        Objects.requireNonNull(error, "error is null");
        Objects.requireNonNull(changes, "changes is null");
        rules = List.copyOf(rules);
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }
}
