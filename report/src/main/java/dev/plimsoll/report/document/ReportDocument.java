package dev.plimsoll.report.document;

import java.io.IOException;
import java.util.List;

/** A report of one run over one or more images, read a row at a time. May be gone through as often as wanted; for one thread. */
public interface ReportDocument {
    /** What the report says of itself. */
    Header header();

    /** Each image without its long lists, in the order of the run. */
    List<ImageSummary> images();

    /** This run and those before it in the same folder, oldest first: this one is the last. Empty if nobody kept a history. */
    default List<RunRow> history() {
        return List.of();
    }

    /** All findings of an image, worst first: severity, known exploitation, EPSS, then by name. */
    void findings(int image, RowVisitor<FindingRow> visitor) throws IOException;

    /** Findings that are shown apart, each with the explanation why it does not count. */
    void suppressed(int image, RowVisitor<FindingRow> visitor) throws IOException;

    /** Everything of an image that was not judged or not read, ordered by kind and name. */
    void unjudged(int image, RowVisitor<UnjudgedRow> visitor) throws IOException;

    /** Every component of an image, in the inventory's order. */
    void components(int image, RowVisitor<ComponentRow> visitor) throws IOException;

    /** Takes rows one by one. */
    @FunctionalInterface
    interface RowVisitor<T> {
        /** Takes one row; what it throws ends the walk. */
        void visit(T row) throws IOException;
    }
}
