package dev.plimsoll.report;

import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The seam for documents that are rendered from the master; all are listed in {@code format.DocumentFormats}. Every document shows
 * every image, verdict, gap and everything that was not judged (or says how many), makes hostile names harmless, and keeps no row: its
 * heap does not grow with the number of findings. Stateless.
 */
public interface DocumentFormat {
    /** As {@code --format} takes it. */
    String id();

    /** Name of its file in the reports folder. */
    String fileName();

    /** Writes the document as UTF-8; streams, and does not close {@code out}. */
    void write(ReportDocument report, OutputStream out) throws IOException;
}
