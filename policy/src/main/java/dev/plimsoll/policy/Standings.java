package dev.plimsoll.policy;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.policy.Standing.State;
import dev.plimsoll.scan.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says of each finding whether it counts. */
final class Standings {
    private static final Comparator<Standing> WORST_FIRST = Comparator.comparing(
                    (Standing each) -> each.finding().severity())
            .thenComparing(
                    each -> each.finding().exploitation().knownExploitedSince().isEmpty())
            .thenComparing(each -> -each.finding().exploitation().epssScore().orElse(-1))
            .thenComparing(each -> each.finding().component().name())
            .thenComparing(each -> each.finding().component().version())
            .thenComparing(each -> each.finding().component().locations().get(0).path())
            .thenComparing(each -> each.finding().id());

    private final Policy policy;
    private final ImageInfo image;
    private final Optional<Baseline> baseline;
    private final Waivers waivers;
    private final Instant now;
    private final LocalDate today;

    Standings(Policy policy, ImageInfo image, Optional<Baseline> baseline, Waivers waivers, Instant now) {
        this.policy = policy;
        this.image = image;
        this.baseline = baseline;
        this.waivers = waivers;
        this.now = now;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    List<Standing> of(List<Finding> findings) {
        return findings.stream().map(this::of).sorted(WORST_FIRST).toList();
    }

    private Standing of(Finding finding) {
        String fingerprint = Fingerprint.of(image, finding);
        boolean isNew =
                baseline.map(each -> !each.fingerprints().contains(fingerprint)).orElse(true);
        Optional<Severity> as = finding.severity() == Severity.UNSPECIFIED
                ? policy.unspecified().as()
                : Optional.of(finding.severity());
        Optional<Waiver> waiver = waivers.covering(finding);
        if (waiver.isPresent()) {
            return standing(finding, fingerprint, State.WAIVED, isNew, Waivers.accepted(waiver.get()));
        }
        Optional<LocalDate> exploited = finding.exploitation().knownExploitedSince();
        if (exploited.isPresent() && policy.knownExploited() != Effect.IGNORE) {
            String why = "known to be exploited since " + exploited.get();
            return new Standing(finding, fingerprint, State.COUNTS, as, isNew, why);
        }
        return excused(finding, fingerprint, as, isNew)
                .orElseGet(() -> new Standing(finding, fingerprint, State.COUNTS, as, isNew, ""));
    }

    private Optional<Standing> excused(Finding finding, String fingerprint, Optional<Severity> as, boolean isNew) {
        Optional<LocalDate> graceEnds = graceEnds(finding, as);
        if (graceEnds.filter(end -> today.isBefore(end)).isPresent()) {
            String why = "published lately; counts from " + graceEnds.get();
            return Optional.of(standing(finding, fingerprint, State.IN_GRACE, isNew, why));
        }
        if (policy.onlyFixable() && finding.fixedVersion().isEmpty()) {
            return Optional.of(standing(finding, fingerprint, State.NOT_FIXABLE, isNew, "there is no fix yet"));
        }
        if (policy.onlyNew() && !isNew) {
            return Optional.of(standing(finding, fingerprint, State.KNOWN_BEFORE, false, "the baseline has it"));
        }
        if (finding.severity() == Severity.UNSPECIFIED && policy.unspecified() == Unspecified.IGNORE) {
            return Optional.of(
                    standing(finding, fingerprint, State.UNRATED_IGNORED, isNew, "unrated, which the policy ignores"));
        }
        return Optional.empty();
    }

    /** Empty where there is no grace, or nobody says when it was published, or says that it is yet to be: then it counts. */
    private Optional<LocalDate> graceEnds(Finding finding, Optional<Severity> as) {
        int days =
                as.map(severity -> policy.graceDays().getOrDefault(severity, 0)).orElse(0);
        Optional<Instant> published = days == 0 ? Optional.empty() : finding.published();
        return published
                .filter(time -> !time.isAfter(now))
                .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC).plusDays(days));
    }

    private static Standing standing(Finding finding, String fingerprint, State state, boolean isNew, String why) {
        return new Standing(finding, fingerprint, state, Optional.empty(), isNew, why);
    }
}
