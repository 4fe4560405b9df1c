package dev.plimsoll.cli;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many findings of each severity an image had and has, in words: {@code Critical 0, down from 4}. */
final class FindingCounts {
    private FindingCounts() {}

    static List<String> between(ScanResult before, ScanResult after) {
        List<String> lines = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long had = count(before, severity);
            long has = count(after, severity);
            if (had > 0 || has > 0) {
                lines.add(word(severity) + " " + has
                        + (had == has ? "" : (has < had ? ", down from " : ", up from ") + had));
            }
        }
        return lines;
    }

    private static long count(ScanResult result, Severity severity) {
        return result.findings().stream()
                .filter(each -> each.severity() == severity)
                .count();
    }

    private static String word(Severity severity) {
        String name = severity.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
