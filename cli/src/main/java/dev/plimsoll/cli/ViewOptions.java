package dev.plimsoll.cli;

import dev.plimsoll.report.Report;
import picocli.CommandLine.Option;

/** How much a report for people says. */
final class ViewOptions {
    @Option(names = "--details", description = "Show every record, its range and its evidence; list all names.")
    private boolean details;

    @Option(names = "--locations", description = "Show path and layer of each package.")
    private boolean locations;

    @Option(names = "--epss", description = "Show EPSS score and percentile.")
    private boolean epss;

    @Option(names = "--only-vuln-packages", description = "List only packages with findings (--format only-packages).")
    private boolean onlyVulnerable;

    Report.View view(boolean colour) {
        return new Report.View(details, locations, epss, onlyVulnerable, colour);
    }
}
