package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the gate says to people: of each image its verdict, why, and what to do; and the exit code that follows. */
final class GateOutput {
    private static final int NAMED = 5;
    private static final List<String> ORDER = List.of("pass", "warn", "unjudged", "fail");

    private final PrintStream out;
    private String worst = "pass";
    private boolean failed;

    GateOutput(PrintStream out) {
        this.out = out;
    }

    void image(ImageSummary image) {
        if (image.error().isPresent()) {
            out.println(SafeText.line(image.reference()) + ": could not be scanned");
            out.println("  " + SafeText.line(image.error().get()));
            failed = true;
        } else {
            out.println(SafeText.line(image.reference()) + ": "
                    + image.verdict().toUpperCase(Locale.ROOT) + ", " + SafeText.line(image.words()));
            image.rules().stream().filter(GateOutput::isTold).forEach(this::reason);
        }
        if (ORDER.indexOf(image.verdict()) > ORDER.indexOf(worst)) {
            worst = image.verdict();
        }
    }

    /** Broken rules, and limits that are exceeded without consequence. */
    private static boolean isTold(RuleRow rule) {
        return !rule.verdict().equals("pass")
                || rule.rule().startsWith("threshold/") && !rule.remedy().isEmpty();
    }

    private void reason(RuleRow rule) {
        String verdict = rule.verdict().equals("pass") ? "inform" : rule.verdict();
        out.println("  " + verdict + ": " + SafeText.line(rule.words()) + " [" + SafeText.line(rule.rule()) + "]");
        List<String> subjects = rule.subjects();
        subjects.stream().limit(NAMED).forEach(subject -> out.println("    " + SafeText.line(subject)));
        if (subjects.size() > NAMED) {
            out.println("    and more; the report names them");
        }
        if (!rule.remedy().isEmpty()) {
            out.println("    -> " + SafeText.line(rule.remedy()));
        }
    }

    /** @param unusedWaivers those that match nothing in any image */
    void end(Path directory, List<String> unusedWaivers) {
        out.println();
        unusedWaivers.stream()
                .map(SafeText::line)
                .forEach(waiver -> out.println("This waiver matches nothing: " + waiver));
        out.println((failed ? "Not every image could be scanned. " : "") + "Verdict: " + worst.toUpperCase(Locale.ROOT)
                + ". Reports: " + SafeText.line(directory.toString()));
    }

    /** Of several the first of 1, 2, 3 that applies: a verdict 'fail' is worse than 'unjudged'. */
    int exitCode() {
        if (failed) {
            return ExitCode.FAILED;
        }
        return switch (worst) {
            case "pass", "warn" -> ExitCode.DONE;
            case "fail" -> ExitCode.CONDITION_MET;
            default -> ExitCode.UNJUDGED;
        };
    }
}
