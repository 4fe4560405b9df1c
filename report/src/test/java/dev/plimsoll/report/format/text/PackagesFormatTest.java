package dev.plimsoll.report.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.ReportFormatContract;
import dev.plimsoll.report.SampleScan;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackagesFormatTest extends ReportFormatContract {
    @Override
    protected ReportFormat format() {
        return new PackagesFormat();
    }

    @Test
    void theLastLineSaysWhatIsNotJudged() throws IOException {
        String report = write(SampleScan.ordinary());

        assertThat(report.lines().reduce("", (before, line) -> line))
                .isEqualTo("2 known, 1 unrated, 1 judged for published fixes only, 1 not judged, 1 unidentified,"
                        + " 1 record unreadable, 1 gap");
    }

    @Test
    void aFindingShowsRangeFixScoreAndLayer() throws IOException {
        assertThat(write(SampleScan.ordinary()))
                .contains(
                        "✗ CRITICAL CVE-2024-0001",
                        "Affected range    : <3.0.12-1",
                        "Fixed version     : 3.0.12-1",
                        "CVSS Score        : 9.8",
                        "0, of the base image: ADD rootfs.tar /",
                        "known exploited since 2024-01-02",
                        "1C 0H 0M 0L 1?");
    }

    @Test
    void detailsShowTheRecordAndItsEvidence() throws IOException {
        Report detailed = new Report(
                SampleScan.ordinary(), FindingFilter.ALL, new Report.View(true, true, true, false, false), "1");

        assertThat(write(detailed))
                .contains(
                        "CVE-2024-0001 (debian-tracker): openssl 3.0.11-1 affected <3.0.12-1, fixed in 3.0.12-1",
                        "EPSS Score        : 0.500000",
                        "at //usr/bin/tool (layer 0 sha256:",
                        "https://example.org/CVE-2024-0001");
    }

    @Test
    void whatAFilterHidesIsCounted() throws IOException {
        FindingFilter critical = new FindingFilter(List.of(FindingFilter.severities(Set.of(Severity.CRITICAL))));

        assertThat(write(new Report(SampleScan.ordinary(), critical, Report.View.PLAIN, "1")))
                .contains("1 more is hidden by --only-severity")
                .doesNotContain("CVE-2024-0002");
    }

    @Test
    void suppressedFindingsAreExplained() throws IOException {
        assertThat(write(SampleScan.ordinary())).contains("## Suppressed", "no kernel in a container");
    }

    @Test
    void coloursOnlyWhereTheyAreWanted() throws IOException {
        Report coloured = new Report(
                SampleScan.ordinary(), FindingFilter.ALL, new Report.View(false, false, false, false, true), "1");

        assertThat(write(coloured)).contains("\u001b[1;31mCRITICAL\u001b[0m");
        assertThat(write(SampleScan.ordinary())).doesNotContain("\u001b");
    }
}
