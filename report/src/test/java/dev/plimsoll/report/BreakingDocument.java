package dev.plimsoll.report;

import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;
import java.util.List;

/** A document whose file ends, or whose disk fails, amid the findings; whoever does not ask for findings is told at what was not judged. */
record BreakingDocument(ReportDocument report, int findings) implements ReportDocument {
    static final String MESSAGE = "the master ends too early";

    static ReportDocument afterFindings(ReportDocument report, int findings) {
        return new BreakingDocument(report, findings);
    }

    @Override
    public Header header() {
        return report.header();
    }

    @Override
    public List<ImageSummary> images() {
        return report.images();
    }

    @Override
    public void findings(int image, RowVisitor<FindingRow> visitor) throws IOException {
        int[] seen = {0};
        report.findings(image, row -> {
            if (seen[0]++ >= findings) {
                throw new IOException(MESSAGE);
            }
            visitor.visit(row);
        });
    }

    @Override
    public void suppressed(int image, RowVisitor<FindingRow> visitor) throws IOException {
        report.suppressed(image, visitor);
    }

    @Override
    public void unjudged(int image, RowVisitor<UnjudgedRow> visitor) throws IOException {
        throw new IOException(MESSAGE);
    }

    @Override
    public void components(int image, RowVisitor<ComponentRow> visitor) throws IOException {
        report.components(image, visitor);
    }
}
