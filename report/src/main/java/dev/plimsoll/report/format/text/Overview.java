package dev.plimsoll.report.format.text;

import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.base.Digest;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Platform;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.SeverityCounts;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.CoverageSummary;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The block at the top: what was scanned, and what came of it in numbers. */
final class Overview {
    private final Report report;
    private final TextWriter out;

    Overview(Report report, TextWriter out) {
        this.report = report;
        this.out = out;
    }

    void write() throws IOException {
        ScanResult result = report.result();
        ImageInfo image = result.image();
        out.line(out.style().bold("## Overview"));
        out.line();
        out.field(2, "Target", image.reference().toString());
        out.field(
                2,
                "digest",
                image.digest().or(image::imageId).map(Digest::toString).orElse(""));
        out.field(2, "platform", image.platform().map(Platform::toString).orElse(""));
        out.field(2, "distribution", distribution(result));
        if (image.layers().size() > 1) {
            out.field(2, "layers", Integer.toString(image.layers().size()));
        }
        if (image.size() >= 0) {
            out.field(2, "size", megabytes(image.size()));
        }
        out.field(2, "read as", readAs(result));
        out.field(2, "base image", result.base().map(Overview::base).orElse(""));
        out.field(
                2, "packages", Integer.toString(result.inventory().components().size()));
        out.field(2, "vulnerabilities", counts());
        out.field(2, "coverage", coverage(result.summary()));
    }

    private String counts() {
        List<Finding> findings = report.result().findings();
        CoverageSummary coverage = report.result().summary();
        if (findings.isEmpty() && coverage.judged() + coverage.fixesOnly() == 0) {
            return "not judged";
        }
        String counts = SeverityCounts.of(findings).compact();
        if (!coverage.isComplete()) {
            counts += "  among what was judged";
        }
        int suppressed = report.result().suppressed().size();
        return suppressed == 0 ? counts : counts + "  (" + suppressed + " more suppressed, explained below)";
    }

    private String distribution(ScanResult result) {
        return result.inventory()
                .distro()
                .map(distro -> name(distro) + support(result))
                .orElse("");
    }

    private static String name(Distro distro) {
        return distro.prettyName().isEmpty() ? distro.id() + " " + distro.versionId() : distro.prettyName();
    }

    private String support(ScanResult result) {
        return result.support()
                .map(support -> {
                    if (support.isPast(report.day())) {
                        return ", past its end of life since "
                                + support.eolLts().orElse(support.eol());
                    }
                    return support.eol().isBefore(report.day())
                            ? ", end of regular support " + support.eol() + ", long-term support until "
                                    + support.eolLts().orElse(support.eol())
                            : "";
                })
                .orElse("");
    }

    private static String readAs(ScanResult result) {
        String how = result.inventory().readAs() == ReadAs.ROOT
                ? "root file system: what is installed counts"
                : "source tree: lock files count";
        String completeness = result.inventory().completeness();
        return completeness.isEmpty() ? how : "software bill of materials, complete " + completeness;
    }

    private static String base(BaseImage base) {
        return base.name() + " (" + base.knownBy() + (base.layers().isPresent() ? "" : "; its layers are not known")
                + ")";
    }

    /** The score: share of components judged, by level. */
    static String coverage(CoverageSummary summary) {
        if (summary.total() == 0) {
            return "nothing to judge was found";
        }
        int fixesOnly = summary.percent(Level.JUDGED_FIXES_ONLY) - summary.percent(Level.JUDGED);
        return summary.percent(Level.JUDGED) + "% judged"
                + (summary.fixesOnly() > 0 ? ", " + fixesOnly + "% for published fixes only" : "")
                + (summary.notJudged() + summary.unidentified() > 0
                        ? ", " + (summary.notJudged() + summary.unidentified()) + " of " + summary.total()
                                + " not judged"
                        : "");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
