package dev.plimsoll.report;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The seam for forms of reports; all are listed in {@code format.Formats}. Every format shows every gap and everything that was not judged,
 * and makes hostile names harmless. Stateless.
 */
public interface ReportFormat {
    /** As {@code --format} takes it. */
    String id();

    /** Writes a report as UTF-8; streams, and does not close {@code out}. */
    void write(Report report, OutputStream out) throws IOException;
}
