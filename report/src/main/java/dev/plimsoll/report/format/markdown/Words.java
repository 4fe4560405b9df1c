package dev.plimsoll.report.format.markdown;

import dev.plimsoll.report.Age;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import java.time.Duration;
import java.time.Instant;

/** The words of the summary: honest numbers, a mark and a word for each verdict. */
final class Words {
    private Words() {}

    /** A count; a bare 0 only where everything was fully judged and rated. */
    static String count(int count, ImageSummary image) {
        if (image.error().isPresent()) {
            return "not judged";
        }
        return count > 0 || isWhole(image) ? Integer.toString(count) : "none known";
    }

    private static boolean isWhole(ImageSummary image) {
        return image.coverage().complete() && image.counts().unspecified() == 0;
    }

    /** A mark and a word; 'Good' only of what was wholly judged. */
    static String status(ImageSummary image) {
        if (image.error().isPresent()) {
            return "❓ Not scanned";
        }
        return switch (image.verdict()) {
            case "pass" -> isWhole(image) ? "✅ Good" : "☑️ Passes, partly judged";
            case "warn" -> "⚠️ Warning";
            case "fail" -> "❌ Failed";
            default -> "❓ Unjudged";
        };
    }

    static String verdict(String verdict) {
        return switch (verdict) {
            case "pass" -> "PASS";
            case "warn" -> "WARN";
            case "fail" -> "FAIL";
            default -> "UNJUDGED";
        };
    }

    /** The coverage score: share of components judged, by level. */
    static String coverage(CoverageCounts coverage) {
        if (coverage.components() + coverage.unidentified() == 0) {
            return "nothing to judge";
        }
        String judged = coverage.percentJudged() + " % judged";
        return coverage.percentJudgedOrFixesOnly() == coverage.percentJudged()
                ? judged
                : judged + ", " + (coverage.percentJudgedOrFixesOnly() - coverage.percentJudged())
                        + " % for published fixes only";
    }

    /** All that was not judged, in one cell. */
    static String notJudged(ImageSummary image) {
        CoverageCounts coverage = image.coverage();
        if (image.error().isPresent()) {
            return "everything";
        }
        StringBuilder words = new StringBuilder();
        add(words, coverage.notJudged(), coverage.notJudged() == 1 ? "package" : "packages");
        add(words, coverage.unidentified(), "unidentified");
        add(words, coverage.gaps(), "unread");
        add(words, coverage.unreadableRecords(), coverage.unreadableRecords() == 1 ? "record" : "records");
        return words.isEmpty() ? "none" : words.toString();
    }

    private static void add(StringBuilder words, int count, String what) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
        }
    }

    static String age(Instant confirmed, Instant now) {
        return Age.words(Duration.between(confirmed, now)) + " ago";
    }
}
