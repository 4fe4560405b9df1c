package dev.plimsoll.report.format.markdown;

import dev.plimsoll.report.document.FindingRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What to do, from the findings of one image: one line for each command or edit, with the worst findings it mends. Bounded. */
final class RemedyList {
    private static final int STEPS = 50;
    private static final int NAMED = 5;

    /** One step while findings are gathered. */
    private static final class Step {
        private final boolean mends;
        private final String worst;
        private final List<String> ids = new ArrayList<>();
        private final List<String> places = new ArrayList<>();
        private int count;

        Step(FindingRow first) {
            this.mends = !first.remedyKind().equals("none");
            this.worst = first.severity();
        }
    }

    private final Map<String, Step> steps = new LinkedHashMap<>();
    private int beyond;

    /** Takes the findings worst first. */
    void add(FindingRow finding) {
        if (!finding.state().equals("counts")) {
            return;
        }
        Step step = steps.get(finding.remedy());
        if (step == null) {
            if (steps.size() == STEPS) {
                beyond++;
                return;
            }
            step = new Step(finding);
            steps.put(finding.remedy(), step);
        }
        step.count++;
        few(step.ids, finding.id());
        if (finding.dockerfile().isPresent()) {
            few(step.places, finding.dockerfile().get().place());
        }
    }

    private static void few(List<String> names, String name) {
        if (names.size() < NAMED && !names.contains(name)) {
            names.add(name);
        }
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Steps that mend something first, numbered; then what can't be mended yet. */
    void write(Markdown markdown) throws IOException {
        int number = 1;
        for (boolean mends : List.of(true, false)) {
            for (Map.Entry<String, Step> entry : steps.entrySet()) {
                if (entry.getValue().mends == mends) {
                    markdown.line(number++ + ". " + line(entry.getKey(), entry.getValue()));
                }
            }
        }
        if (beyond > 0) {
            markdown.line(
                    number + ". and the remedies of " + beyond + " more findings: security-scan-results.json has each");
        }
        markdown.blank();
    }

    private static String line(String remedy, Step step) {
        List<String> ids = step.ids.stream().map(Markdown::text).toList();
        int more = step.count - ids.size();
        String what = (step.mends ? "mends " : "") + String.join(", ", ids) + (more > 0 ? " and " + more + " more" : "")
                + " (worst: " + step.worst.toLowerCase(Locale.ROOT) + ")"
                + (step.places.isEmpty() ? "" : ", brought by " + Markdown.text(String.join(", ", step.places)));
        return step.mends ? Markdown.code(remedy) + " " + what : what + ": " + Markdown.text(remedy);
    }
}
