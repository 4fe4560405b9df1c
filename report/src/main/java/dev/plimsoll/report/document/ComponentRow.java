package dev.plimsoll.report.document;

import java.util.List;

/**
 * One component with how far it was judged.
 *
 * @param level {@code judged}, {@code judged-fixes-only} or {@code not-judged}
 * @param reason the master's word, such as {@code none} or {@code no-source}
 * @param source who judged it, or empty
 */
public record ComponentRow(
        String ecosystem,
        String name,
        String version,
        String purl,
        String path,
        List<String> licences,
        String level,
        String reason,
        String source) {
    public ComponentRow {
        licences = List.copyOf(licences);
    }
}
