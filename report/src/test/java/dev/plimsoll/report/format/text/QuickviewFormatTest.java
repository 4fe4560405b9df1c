package dev.plimsoll.report.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.ReportFormatContract;
import dev.plimsoll.report.SampleScan;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class QuickviewFormatTest extends ReportFormatContract {
    @Override
    protected ReportFormat format() {
        return new QuickviewFormat();
    }

    @Override
    protected boolean listsEverything() {
        return false;
    }

    @Test
    void baseAndOwnLayersAreCountedApart() throws IOException {
        assertThat(write(SampleScan.ordinary()))
                .containsPattern("Base image +debian:12 +1C 0H 0M 0L 1\\?")
                .containsPattern("Own layers +0C 0H 0M 0L 0\\?");
    }

    @Test
    void anUnknownBaseIsCalledUnknown() throws IOException {
        assertThat(write(SampleScan.empty())).contains("base image is not known");
    }
}
