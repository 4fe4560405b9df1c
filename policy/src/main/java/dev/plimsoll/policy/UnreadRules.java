package dev.plimsoll.policy;

import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.List;

/** What could not be read is no pass: records, places in the image, and jars that say no coordinate. */
final class UnreadRules {
    private UnreadRules() {}

    static List<RuleResult> apply(AllowUnjudged allowed, ScanResult scan) {
        List<RuleResult> results = new ArrayList<>();
        List<String> records = records(allowed, scan);
        if (!records.isEmpty()) {
            results.add(unjudged(
                    "coverage/unreadable-record",
                    RuleResult.count(records.size(), "record", "records") + " could not be evaluated",
                    records,
                    "read the record; a policy can allow it by 'allow-unjudged: {records: […]}'"));
        }
        List<String> gaps = gaps(allowed, scan);
        if (!gaps.isEmpty()) {
            results.add(unjudged(
                    "coverage/gap",
                    RuleResult.count(gaps.size(), "place", "places") + " could not be read",
                    gaps,
                    "mend the file, or allow it by 'allow-unjudged: {gaps: […]}'"));
        }
        List<String> jars = unidentified(scan);
        if (jars.size() > allowed.unidentifiedJars()) {
            results.add(unjudged(
                    "coverage/unidentified",
                    RuleResult.count(jars.size(), "jar", "jars") + " without a proved coordinate (at most "
                            + allowed.unidentifiedJars() + " allowed)",
                    jars,
                    "run where the Maven repository can be asked, or allow them by"
                            + " 'allow-unjudged: {unidentified-jars: " + jars.size() + "}'"));
        }
        return results;
    }

    private static List<String> records(AllowUnjudged allowed, ScanResult scan) {
        List<String> records = new ArrayList<>();
        for (ComponentCoverage each : scan.coverage()) {
            for (String id : each.unreadable()) {
                if (!Glob.any(allowed.records(), id)) {
                    records.add(id + " for " + each.component().name() + " "
                            + each.component().version());
                }
            }
        }
        return records;
    }

    private static List<String> gaps(AllowUnjudged allowed, ScanResult scan) {
        List<String> gaps = new ArrayList<>();
        for (Gap gap : scan.inventory().gaps()) {
            if (!Glob.any(allowed.gaps(), gap.path())) {
                gaps.add(gap.path() + ": " + gap.detail());
            }
        }
        return gaps;
    }

    /** Those that no package of the distribution owns; the others are judged as that package. */
    private static List<String> unidentified(ScanResult scan) {
        List<String> pieces = new ArrayList<>();
        for (Unidentified piece : scan.inventory().unidentified()) {
            if (piece.owner().isEmpty()) {
                pieces.add(piece.location().path() + ": " + piece.reason());
            }
        }
        return pieces;
    }

    private static RuleResult unjudged(String rule, String words, List<String> subjects, String remedy) {
        return new RuleResult(rule, Verdict.UNJUDGED, words, RuleResult.named(subjects), remedy);
    }
}
