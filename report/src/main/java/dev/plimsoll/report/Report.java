package dev.plimsoll.report;

import dev.plimsoll.scan.ScanResult;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A scan with how it is to be shown.
 *
 * @param result the whole scan
 * @param filter which findings are shown; what it hides is counted
 * @param view how much is said about each
 * @param plimsollVersion of the program that scanned
 */
public record Report(ScanResult result, FindingFilter filter, View view, String plimsollVersion) {
    /**
     * How much a report for people says.
     *
     * @param details summaries, all records and their ranges
     * @param locations path and layer of each package
     * @param epss EPSS score and percentile of each finding
     * @param onlyVulnerable only packages with findings, where a format lists packages
     * @param colour ANSI colours
     */
    public record View(boolean details, boolean locations, boolean epss, boolean onlyVulnerable, boolean colour) {
        /** Plain and short. */
        public static final View PLAIN = new View(false, false, false, false, false);
    }

    public Report {
        Objects.requireNonNull(result, "result is null");
        Objects.requireNonNull(filter, "filter is null");
        Objects.requireNonNull(view, "view is null");
        Objects.requireNonNull(plimsollVersion, "plimsollVersion is null");
    }

    /** The day of the scan, in UTC. */
    public LocalDate day() {
        return LocalDate.ofInstant(result.scannedAt(), ZoneOffset.UTC);
    }
}
