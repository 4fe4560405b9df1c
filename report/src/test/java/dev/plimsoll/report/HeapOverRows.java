package dev.plimsoll.report;

import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;
import java.util.List;

/** A document that looks at the heap at the beginning and at the end of each walk over its findings. */
final class HeapOverRows implements ReportDocument {
    private final ReportDocument report;
    private final int rows;
    private long first = -1;
    private long most;

    HeapOverRows(ReportDocument report, int rows) {
        this.report = report;
        this.rows = rows;
    }

    /** How much more was held when a walk ended than when the first began, in bytes. */
    long growth() {
        return most - first;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
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
        int[] row = {0};
        report.findings(image, each -> {
            row[0]++;
            if (row[0] == rows / 100 && first < 0) {
                first = used();
            }
            if (row[0] == rows) {
                most = Math.max(most, used());
            }
            visitor.visit(each);
        });
    }

    @Override
    public void suppressed(int image, RowVisitor<FindingRow> visitor) throws IOException {
        report.suppressed(image, visitor);
    }

    @Override
    public void unjudged(int image, RowVisitor<UnjudgedRow> visitor) throws IOException {
        report.unjudged(image, visitor);
    }

    @Override
    public void components(int image, RowVisitor<ComponentRow> visitor) throws IOException {
        report.components(image, visitor);
    }
}
