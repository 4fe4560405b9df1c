package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The master's words as people read them; a word that is not known here is shown as it is. */
final class Words {
    static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "unspecified");

    static final Map<String, String> SEVERITY =
            inOrder("critical", "Critical", "high", "High", "medium", "Medium", "low", "Low", "unspecified", "Unrated");
    static final Map<String, String> STATE = inOrder(
            "counts", "counts",
            "waived", "waived",
            "in-grace", "in grace",
            "not-fixable", "not fixable",
            "known-before", "known before",
            "unrated-ignored", "unrated, ignored",
            "suppressed", "suppressed");
    static final Map<String, String> FIX = inOrder(
            "fixed", "fixed, version unknown",
            "not-fixed", "no fix yet",
            "will-not-fix", "will not be fixed",
            "end-of-life", "end of life",
            "not-affected", "not affected");
    static final Map<String, String> ORIGIN =
            inOrder("base", "base image", "own", "own layers", "unknown", "unknown origin");
    static final Map<String, String> REMEDY = inOrder(
            "command", "a command in the image's build",
            "edit", "an edit of your own files",
            "rebase", "a newer base image",
            "none", "nothing yet");
    static final Map<String, String> COLUMN = inOrder(
            "severity", "Severity",
            "id", "Finding",
            "package", "Package",
            "version", "Installed",
            "fixed", "Fixed in",
            "epss", "EPSS",
            "kev", "Exploited",
            "where", "Where",
            "state", "State",
            "remedy", "What to do");

    private Words() {}

    static String verdict(String word) {
        return switch (word) {
            case "pass" -> "Pass";
            case "warn" -> "Pass with warnings";
            case "unjudged" -> "Unjudged";
            case "fail" -> "Fail";
            default -> word;
        };
    }

    /** A verdict in one word, for badges. */
    static String mark(String word) {
        return word.equals("warn") ? "Warn" : verdict(word);
    }

    static String of(Map<String, String> words, String word) {
        return words.getOrDefault(word, word);
    }

    /** Whether what was found may not be all there is. */
    static boolean isPartial(ImageSummary image) {
        CoverageCounts coverage = image.coverage();
        return image.error().isPresent()
                || !coverage.complete()
                || coverage.judgedFixesOnly() + coverage.notJudged() + coverage.gaps() > 0
                || coverage.components() == 0;
    }

    /** A number of findings; 0 only where it can be relied upon. */
    static String amount(ImageSummary image, int count, boolean rated) {
        if (image.error().isPresent()) {
            return "not scanned";
        }
        if (count > 0) {
            return number(count);
        }
        if (isPartial(image)) {
            return "none seen";
        }
        return rated && image.counts().unspecified() > 0 ? "none rated" : "0";
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String count(long number, String one, String several) {
        return number(number) + " " + (number == 1 ? one : several);
    }

    private static Map<String, String> inOrder(String... pairs) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return words;
    }
}
