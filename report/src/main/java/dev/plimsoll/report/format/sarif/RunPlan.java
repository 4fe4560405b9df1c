package dev.plimsoll.report.format.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * What of an image fits into a run. Rules stand before the results that need them, so the findings are gone through three times: here,
 * for the rules, and for the results. Only the ids of the rules are held, at most as many as a run may have.
 */
final class RunPlan {
    private static final int NAMED = 20;

    private final SarifLimits limits;
    private final Map<String, Integer> rules = new HashMap<>();
    private final List<String> leftOutNames = new ArrayList<>();
    private int results;
    private int leftOut;
    private int hidden;
    private long compressedBytes;

    private RunPlan(SarifLimits limits) {
        this.limits = limits;
    }

    /** Takes a finding that fits, with the index of its rule. */
    @FunctionalInterface
    interface Visitor {
        void visit(FindingRow row, int rule) throws IOException;
    }

    /**
     * Measures an image.
     *
     * @param budget how many compressed bytes its rules and results may take
     */
    static RunPlan of(ReportDocument report, int index, ImageSummary image, SarifLimits limits, long budget)
            throws IOException {
        RunPlan plan = new RunPlan(limits);
        // Fast compression makes more bytes than the uploader's, so the estimate errs on the careful side.
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (JsonGenerator json =
                SarifJson.generator(new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater))) {
            RuleWriter rule = new RuleWriter(json);
            ResultWriter result = new ResultWriter(json, image);
            json.writeStartArray();
            walk(report, index, row -> {
                if (!row.shown()) {
                    plan.hidden++;
                } else if (plan.isFull(row, budget)) {
                    plan.leaveOut(row);
                } else {
                    boolean isNew = !plan.rules.containsKey(RuleWriter.id(row));
                    int ruleIndex = plan.rules.computeIfAbsent(RuleWriter.id(row), id -> plan.rules.size());
                    if (isNew) {
                        rule.write(row);
                    }
                    result.write(row, ruleIndex);
                    plan.results++;
                    plan.compressedBytes = deflater.getBytesWritten();
                }
            });
            json.writeEndArray();
        } finally {
            deflater.end();
        }
        return plan;
    }

    private static void walk(ReportDocument report, int index, ReportDocument.RowVisitor<FindingRow> visitor)
            throws IOException {
        report.findings(index, visitor);
        report.suppressed(index, visitor);
    }

    /** Once one finding was left out, all that follow are: they are no worse. */
    private boolean isFull(FindingRow row, long budget) {
        return leftOut > 0
                || results >= limits.results()
                || compressedBytes >= budget
                || rules.size() >= limits.rules() && !rules.containsKey(RuleWriter.id(row));
    }

    private void leaveOut(FindingRow row) {
        leftOut++;
        if (leftOutNames.size() < NAMED) {
            leftOutNames.add(row.id() + " in " + row.packageName());
        }
    }

    /** Goes through the findings that fit, worst first. */
    void each(ReportDocument report, int index, Visitor visitor) throws IOException {
        int[] seen = {0};
        walk(report, index, row -> {
            if (row.shown() && seen[0]++ < results) {
                visitor.visit(row, rules.getOrDefault(RuleWriter.id(row), 0));
            }
        });
    }

    long compressedBytes() {
        return compressedBytes;
    }

    /** How many did not fit. */
    int leftOut() {
        return leftOut;
    }

    /** The first of them. */
    List<String> leftOutNames() {
        return leftOutNames;
    }

    /** How many the filters of the run hide. */
    int hidden() {
        return hidden;
    }
}
