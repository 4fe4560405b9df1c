package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one walk through all findings counts, and the few worst of each image. Holds no more for more findings. */
final class Survey {
    /** How many findings, shared by all images, are readable without JavaScript. */
    private static final int WORST = 200;

    private static final int WORST_PER_IMAGE = 5;

    private final List<ImageSummary> images;
    private final List<Worst> worst = new ArrayList<>();
    private final Map<String, Integer> severities = new HashMap<>();
    private final Map<String, Integer> remedies = new HashMap<>();
    private final Map<String, Integer> origins = new HashMap<>();
    private final Map<String, Integer> states = new HashMap<>();
    private int shown;
    private int hidden;
    private int suppressed;
    private int exploited;
    private int likely;
    private int knownBefore;

    /** A finding with the index of its image. */
    record Worst(int image, FindingRow row) {}

    private Survey(List<ImageSummary> images) {
        this.images = images;
    }

    static Survey of(ReportDocument report) throws IOException {
        Survey survey = new Survey(report.images());
        int perImage = Math.max(WORST_PER_IMAGE, WORST / Math.max(1, survey.images.size()));
        for (int i = 0; i < survey.images.size(); i++) {
            int image = i;
            int upTo = survey.worst.size() + perImage;
            report.findings(image, row -> survey.add(image, row, upTo));
            report.suppressed(image, row -> survey.suppressed++);
        }
        return survey;
    }

    private void add(int image, FindingRow row, int upTo) {
        if (!row.shown()) {
            hidden++;
            return;
        }
        shown++;
        if (worst.size() < upTo) {
            worst.add(new Worst(image, row));
        }
        severities.merge(RowWords.severity(row), 1, Integer::sum);
        remedies.merge(row.remedyKind(), 1, Integer::sum);
        origins.merge(row.introducedBy(), 1, Integer::sum);
        states.merge(row.state(), 1, Integer::sum);
        exploited += row.knownExploitedSince().isPresent() ? 1 : 0;
        likely += row.epssScore().orElse(0) >= 0.1 ? 1 : 0;
        knownBefore += row.isNew() ? 0 : 1;
    }

    List<ImageSummary> images() {
        return images;
    }

    List<Worst> worst() {
        return worst;
    }

    /** Findings that pass the filters of the run. */
    int shown() {
        return shown;
    }

    /** Findings that the filters of the run leave out. */
    int hidden() {
        return hidden;
    }

    int suppressed() {
        return suppressed;
    }

    int exploited() {
        return exploited;
    }

    /** Findings with an EPSS score of 0.1 or more. */
    int likely() {
        return likely;
    }

    /** Whether there is something that 'new' is measured against. */
    boolean hasBaseline() {
        return knownBefore > 0;
    }

    int newOnes() {
        return shown - knownBefore;
    }

    int severity(String word) {
        return severities.getOrDefault(word, 0);
    }

    int remedy(String word) {
        return remedies.getOrDefault(word, 0);
    }

    int origin(String word) {
        return origins.getOrDefault(word, 0);
    }

    int state(String word) {
        return states.getOrDefault(word, 0);
    }

    /** Whether any image may hold more than was seen. */
    boolean isPartial() {
        return images.isEmpty() || images.stream().anyMatch(Words::isPartial);
    }
}
