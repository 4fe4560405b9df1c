package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.format.DocumentFormats;
import dev.plimsoll.report.format.Formats;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a scan in the form that {@code --format} names, be it a report or an SBOM. */
interface ReportWriter {
    void write(Report report, OutputStream out) throws IOException;

    /** @throws PlimsollException USAGE for a form that is not known */
    static ReportWriter of(String format) {
        return switch (format) {
            case "sbom", "cyclonedx" ->
                (report, out) -> SbomOutput.write(report.result(), SbomOutput.format("cyclonedx"), out);
            case "spdx" -> (report, out) -> SbomOutput.write(report.result(), SbomOutput.format("spdx"), out);
            default ->
                Formats.byId(format)
                        .<ReportWriter>map(known -> known::write)
                        .or(() -> DocumentFormats.byId(format)
                                .map(known -> (report, out) -> DocumentOutput.write(report, known, out)))
                        .orElseThrow(() -> new PlimsollException(
                                ErrorCode.USAGE,
                                "--format does not know '" + format
                                        + "'; known are packages, only-packages, json, sbom, spdx, "
                                        + ReportDocuments.known()));
        };
    }
}
