package dev.plimsoll.report.format.json;

import dev.plimsoll.report.Report;
import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.master.ScanJson;
import java.io.IOException;
import java.io.OutputStream;

/** Everything a scan knows, by {@code docs/report-schema.json}. Filters set {@code shown}; nothing is left out. */
public final class JsonFormat implements ReportFormat {
    @Override
    public String id() {
        return "json";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        ScanJson.write(report, out);
    }
}
