package dev.plimsoll.report.format.gitlab;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells which vectors GitLab takes; a report with any other is refused whole. */
final class CvssVector {
    private static final int SHORTEST = 32;
    private static final int LONGEST = 128;

    /** The metrics of CVSS 3, each with its values of one letter. */
    private static final Map<String, String> METRICS = Map.ofEntries(
            Map.entry("AV", "NALP"),
            Map.entry("AC", "LH"),
            Map.entry("PR", "NLH"),
            Map.entry("UI", "NR"),
            Map.entry("S", "UC"),
            Map.entry("C", "NLH"),
            Map.entry("I", "NLH"),
            Map.entry("A", "NLH"),
            Map.entry("E", "XUPFH"),
            Map.entry("RL", "XOTWU"),
            Map.entry("RC", "XURC"),
            Map.entry("CR", "XLMH"),
            Map.entry("IR", "XLMH"),
            Map.entry("AR", "XLMH"),
            Map.entry("MAV", "XNALP"),
            Map.entry("MAC", "XLH"),
            Map.entry("MPR", "XNLH"),
            Map.entry("MUI", "XNR"),
            Map.entry("MS", "XUC"),
            Map.entry("MC", "XNLH"),
            Map.entry("MI", "XNLH"),
            Map.entry("MA", "XNLH"));

    private CvssVector() {}

    /** Whether it is a vector of CVSS 3.0 or 3.1 with known metrics, each once. */
    static boolean isVersion3(String vector) {
        if (vector.length() < SHORTEST || vector.length() > LONGEST) {
            return false;
        }
        if (!vector.startsWith("CVSS:3.0/") && !vector.startsWith("CVSS:3.1/")) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (String metric : vector.substring("CVSS:3.x/".length()).split("/", -1)) {
            int colon = metric.indexOf(':');
            String values = colon < 0 ? null : METRICS.get(metric.substring(0, colon));
            if (values == null
                    || metric.length() != colon + 2
                    || values.indexOf(metric.charAt(colon + 1)) < 0
                    || !seen.add(metric.substring(0, colon))) {
                return false;
            }
        }
        return true;
    }
}
