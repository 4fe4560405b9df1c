package dev.plimsoll.server.store;

import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import java.util.Objects;

/**
 * An image with the latest of its scans that ended.
 *
 * @param scan which it is; its {@code image} is the image
 * @param digest of the image; empty if the form has none or the scan failed
 * @param verdict {@code pass}, {@code warn}, {@code unjudged} or {@code fail}; a failed scan is {@code unjudged}
 * @param counts findings by severity
 * @param coverage how much was judged
 */
public record ImageRow(ScanRow scan, String digest, String verdict, Counts counts, CoverageCounts coverage) {
    public ImageRow {
        Objects.requireNonNull(scan, "scan is null");
        Objects.requireNonNull(digest, "digest is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(counts, "counts is null");
        Objects.requireNonNull(coverage, "coverage is null");
    }
}
