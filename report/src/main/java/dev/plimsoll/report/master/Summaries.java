package dev.plimsoll.report.master;

import static dev.plimsoll.report.master.JsonParts.word;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.policy.Baseline;
import dev.plimsoll.policy.ImageNames;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Standing;
import dev.plimsoll.report.SeverityCounts;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.Changes;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.CoverageSummary;
import dev.plimsoll.scan.ScanResult;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a report says of an image in few words and numbers. */
final class Summaries {
    private Summaries() {}

    /** The name is left empty: it depends on the other images of the report. */
    static ImageSummary of(JudgedImage judged) {
        ScanResult scan = judged.scan();
        ImageInfo image = scan.image();
        return new ImageSummary(
                image.reference().toString(),
                "",
                ImageNames.repository(image),
                image.digest().or(image::imageId).map(Object::toString).orElse(""),
                image.platform().map(Object::toString).orElse(""),
                word(image.form()),
                scan.inventory().distro().map(distro -> distro.prettyName()).orElse(""),
                scan.base().map(BaseImage::name).orElse(""),
                scan.scannedAt(),
                Optional.empty(),
                word(judged.judgement().verdict()),
                counts(scan, waived(judged)),
                coverage(scan),
                words(scan),
                judged.judgement().rules().stream().map(Summaries::rule).toList(),
                Sources.of(scan.coverage()),
                judged.former().map(former -> changes(former, judged.judgement().standings())),
                scan.notes());
    }

    static ImageSummary failed(String reference, String name, String repository, Instant at, String error) {
        return new ImageSummary(
                reference,
                name,
                repository,
                "",
                "",
                "",
                "",
                "",
                at,
                Optional.of(error),
                "unjudged",
                Counts.NONE,
                CoverageCounts.NONE,
                "could not be scanned",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    static Counts counts(ScanResult scan, int waived) {
        SeverityCounts counts = SeverityCounts.of(scan.findings());
        return new Counts(
                counts.of(Severity.CRITICAL),
                counts.of(Severity.HIGH),
                counts.of(Severity.MEDIUM),
                counts.of(Severity.LOW),
                counts.of(Severity.UNSPECIFIED),
                waived,
                scan.suppressed().size());
    }

    static CoverageCounts coverage(ScanResult scan) {
        CoverageSummary summary = scan.summary();
        return new CoverageCounts(
                scan.coverage().size(),
                summary.judged(),
                summary.fixesOnly(),
                summary.notJudged(),
                summary.unidentified(),
                summary.gaps(),
                summary.unreadable(),
                summary.percent(Coverage.Level.JUDGED),
                summary.percent(Coverage.Level.JUDGED_FIXES_ONLY),
                summary.isComplete());
    }

    static String words(ScanResult scan) {
        return SeverityCounts.of(scan.findings()).honest(scan.summary());
    }

    private static int waived(JudgedImage judged) {
        return (int) judged.judgement().standings().stream()
                .filter(each -> each.state() == Standing.State.WAIVED)
                .count();
    }

    private static RuleRow rule(RuleResult result) {
        return new RuleRow(result.rule(), word(result.verdict()), result.words(), result.subjects(), result.remedy());
    }

    /** In fingerprints: two versions of one package at one place are the same finding in both numbers. */
    private static Changes changes(Baseline former, List<Standing> standings) {
        Set<String> now = new HashSet<>();
        standings.forEach(each -> now.add(each.fingerprint()));
        int kept = (int) now.stream().filter(former.fingerprints()::contains).count();
        return new Changes(
                former.scannedAt(), now.size() - kept, former.fingerprints().size() - kept);
    }
}
