package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.image.Verification.Check;
import dev.plimsoll.policy.image.Verification.Mark;
import java.util.List;

/** The lines of a verification as a table for people: a mark and its word, the rule, what was found and what to do. */
final class CheckTable {
    private static final int NAMED = 5;
    private static final String INDENT = "  ";
    private static final int WORD = "? not judged".length();

    private final StringBuilder text = new StringBuilder();
    private final int ruleWidth;

    private CheckTable(List<Check> checks) {
        ruleWidth = checks.stream()
                .mapToInt(check -> SafeText.line(check.result().rule()).length())
                .max()
                .orElse(0);
    }

    static String of(List<Check> checks) {
        CheckTable table = new CheckTable(checks);
        checks.forEach(table::check);
        return table.text.toString();
    }

    private void check(Check check) {
        RuleResult result = check.result();
        row(mark(check.mark()), result.rule(), result.words());
        result.subjects().stream().limit(NAMED).forEach(subject -> row("", "", INDENT + subject));
        if (result.subjects().size() > NAMED) {
            row("", "", INDENT + "and more; 'plimsoll report' names them");
        }
        if (!result.remedy().isEmpty()) {
            row("", "", INDENT + "-> " + result.remedy());
        }
    }

    private static String mark(Mark mark) {
        return switch (mark) {
            case KEPT -> "✓ ok";
            case TOLD -> "! told";
            case WARNED -> "! warn";
            case NOT_JUDGED -> "? not judged";
            case BROKEN -> "✗ fail";
        };
    }

    private void row(String mark, String rule, String what) {
        String line = INDENT
                + mark
                + " ".repeat(WORD - mark.length())
                + INDENT
                + SafeText.line(rule)
                + " ".repeat(Math.max(0, ruleWidth - SafeText.line(rule).length()))
                + INDENT
                + SafeText.line(what);
        text.append(line.stripTrailing()).append('\n');
    }
}
