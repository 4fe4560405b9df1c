package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Every rule of a judgement with its result, what it is about and what to do, as a table for people. */
final class RuleTable {
    private static final int NAMED = 5;
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private final int resultWidth = Verdict.UNJUDGED.name().length();
    private final int ruleWidth;

    private RuleTable(List<RuleResult> rules) {
        ruleWidth = rules.stream()
                .mapToInt(rule -> SafeText.line(rule.rule()).length())
                .max()
                .orElse(0);
    }

    static void write(String image, Judgement judgement, OutputStream out) throws IOException {
        RuleTable table = new RuleTable(judgement.rules());
        table.text
                .append(SafeText.line(image))
                .append(", judged by ")
                .append(SafeText.line(judgement.policy().source()))
                .append("\n\n");
        table.row("RESULT", "RULE", "WHAT");
        judgement.rules().forEach(table::rule);
        judgement.waivers().unused().forEach(waiver -> table.row("", "waiver", "matches nothing here: " + waiver));
        table.text.append("\nVerdict: ").append(judgement.verdict()).append('\n');
        out.write(table.text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void rule(RuleResult rule) {
        row(result(rule), rule.rule(), rule.words());
        rule.subjects().stream().limit(NAMED).forEach(subject -> row("", "", INDENT + subject));
        if (rule.subjects().size() > NAMED) {
            row("", "", INDENT + "and more; the report of 'plimsoll gate' names them");
        }
        if (!rule.remedy().isEmpty()) {
            row("", "", INDENT + "-> " + rule.remedy());
        }
    }

    /** A rule that is broken without consequence is not the same as one that is kept. */
    private static String result(RuleResult rule) {
        return rule.verdict() == Verdict.PASS && !rule.remedy().isEmpty()
                ? "inform"
                : rule.verdict().name().toLowerCase(Locale.ROOT);
    }

    private void row(String result, String rule, String what) {
        String line = INDENT
                + padded(result, resultWidth)
                + INDENT
                + padded(SafeText.line(rule), ruleWidth)
                + INDENT
                + SafeText.line(what);
        text.append(line.stripTrailing()).append('\n');
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }
}
