package dev.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.format.Formats;
import dev.plimsoll.scan.ScanResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What every report format keeps, whatever it looks like. */
public abstract class ReportFormatContract {
    /** A name with an escape sequence, a line break, a bidirectional override and an unpaired surrogate. */
    protected static final String HOSTILE = "evil\u001b[2J\n## Overview\r\u202egnp\ud800 <script>\"'&|`";

    /** The format under test. */
    protected abstract ReportFormat format();

    /** Whether it lists every gap and unidentified piece by name; one that shows counts only says how many. */
    protected boolean listsEverything() {
        return true;
    }

    @Test
    void isListed() {
        assertThat(Formats.byId(format().id()).orElseThrow()).hasSameClassAs(format());
    }

    @Test
    void saysWhatWasNotJudged() throws IOException {
        String report = write(SampleScan.ordinary());

        assertThat(report).contains("1 not judged", "1 unidentified", "1 gap");
        if (listsEverything()) {
            assertThat(report)
                    .contains(
                            "srv/broken.jar",
                            "ends after 12 bytes",
                            "srv/unknown.jar",
                            "GHSA-odd-odd-odd1",
                            "no feed for it");
        }
    }

    @Test
    void hostileNamesStayOnTheirLineAndSendNothingToTheTerminal() throws IOException {
        String report = write(SampleScan.hostile(HOSTILE));

        assertThat(report).doesNotContain("\u001b", "\u202e", "\r");
        assertThat(report.lines().filter(line -> line.strip().equals("## Overview")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void nothingAtAllIsNotCalledSafe() throws IOException {
        assertThat(write(SampleScan.empty()).toLowerCase(Locale.ROOT))
                .doesNotContain("no vulnerable", "no vulnerabilit");
    }

    @Test
    void isTheSameUnderATurkishLocale() throws IOException {
        Locale before = Locale.getDefault();
        String expected = write(SampleScan.ordinary());
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(write(SampleScan.ordinary())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** The report, decoded strictly. */
    protected String write(ScanResult result) throws IOException {
        return write(new Report(result, FindingFilter.ALL, Report.View.PLAIN, "1.2.3"));
    }

    /** The report, decoded strictly. */
    protected String write(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format().write(report, out);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(java.nio.ByteBuffer.wrap(out.toByteArray()))
                .toString();
    }
}
