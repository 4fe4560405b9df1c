package dev.plimsoll.report.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.ReportFormatContract;
import dev.plimsoll.report.SampleScan;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OnlyPackagesFormatTest extends ReportFormatContract {
    @Override
    protected ReportFormat format() {
        return new OnlyPackagesFormat();
    }

    @Test
    void noPackageHasABareZero() throws IOException {
        assertThat(write(SampleScan.ordinary()))
                .containsPattern("openssl +3\\.0\\.11-1 +deb +1C 0H 0M 0L 1\\?")
                .containsPattern("zlib1g +1:1\\.2\\.13 +deb +no published fix missing")
                .containsPattern("leftover +1\\.0 +deb +not judged");
    }

    @Test
    void onlyVulnerablePackagesOnRequest() throws IOException {
        Report vulnerable = new Report(
                SampleScan.ordinary(), FindingFilter.ALL, new Report.View(false, false, false, true, false), "1");

        assertThat(write(vulnerable)).contains("openssl").doesNotContain("zlib1g");
    }
}
