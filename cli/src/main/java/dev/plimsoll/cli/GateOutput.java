package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the gate says to people: of each image its verdict, why, and what to do; and the exit code that follows. */
final class GateOutput {
    private static final int NAMED = 5;

    private final PrintStream out;
    private Verdict worst = Verdict.PASS;
    private boolean failed;
    private boolean policyFailed;
    private boolean unjudged;

    GateOutput(PrintStream out) {
        this.out = out;
    }

    void judged(String image, Judgement judgement) {
        out.println(SafeText.line(image) + ": " + judgement.verdict());
        judgement.reasons().forEach(this::reason);
        if (judgement.reasons().isEmpty()) {
            judgement.rules().stream()
                    .filter(rule -> !rule.remedy().isEmpty() || rule.rule().startsWith("coverage/"))
                    .forEach(rule -> out.println("  " + SafeText.line(rule.words())));
        }
        worst = worst.or(judgement.verdict());
        policyFailed |= judgement.verdict() == Verdict.FAIL;
        unjudged |= judgement.verdict() == Verdict.UNJUDGED;
    }

    private void reason(RuleResult rule) {
        String verdict = rule.verdict().name().toLowerCase(Locale.ROOT);
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

    void failed(String image, String message) {
        out.println(SafeText.line(image) + ": could not be scanned");
        out.println("  " + SafeText.line(message));
        failed = true;
    }

    void end(Path directory) {
        out.println();
        out.println((failed ? "Not every image could be scanned. " : "") + "Verdict: " + verdict() + ". Reports: "
                + SafeText.line(directory.toString()));
    }

    private Verdict verdict() {
        return failed ? worst.or(Verdict.UNJUDGED) : worst;
    }

    /** Of several the first of 1, 2, 3 that applies. */
    int exitCode() {
        if (failed) {
            return ExitCode.FAILED;
        }
        if (policyFailed) {
            return ExitCode.CONDITION_MET;
        }
        return unjudged ? ExitCode.UNJUDGED : ExitCode.DONE;
    }
}
