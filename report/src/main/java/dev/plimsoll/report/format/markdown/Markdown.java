package dev.plimsoll.report.format.markdown;

import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes Markdown (GitHub's, with tables) in which names from images stay text: they open no link, tag, cell or heading. */
final class Markdown {
    private static final int CELL = 300;
    /** Backslash first; a backslash before punctuation makes it text in every Markdown. */
    private static final String SPECIAL = "\\`*_{}[]<>()#+-!|~@:$";

    private final OutputStream out;

    Markdown(OutputStream out) {
        this.out = out;
    }

    /** Text of others as text. */
    static String text(String untrusted) {
        String line = SafeText.oneLine(untrusted, CELL);
        StringBuilder safe = new StringBuilder(line.length() + 8);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (isSpecial(line, i)) {
                safe.append('\\');
            }
            if (c == '&') {
                safe.append("&amp;");
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    /** What would be read as markup; hyphens, colons and the like inside a word would not, and names stay readable. */
    private static boolean isSpecial(String line, int i) {
        char c = line.charAt(i);
        if (SPECIAL.indexOf(c) < 0) {
            return false;
        }
        boolean inWord = i > 0
                && i + 1 < line.length()
                && Character.isLetterOrDigit(line.charAt(i - 1))
                && Character.isLetterOrDigit(line.charAt(i + 1));
        return !(inWord && "-+:()!".indexOf(c) >= 0);
    }

    /** A command or name as code. */
    static String code(String untrusted) {
        String line = SafeText.oneLine(untrusted, CELL).replace("|", "\\|");
        int run = 0;
        int longest = 0;
        for (int i = 0; i < line.length(); i++) {
            run = line.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return longest == 0 ? fence + line + fence : fence + " " + line + " " + fence;
    }

    void line(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    void blank() throws IOException {
        out.write('\n');
    }

    void heading(int level, String title) throws IOException {
        line("#".repeat(level) + " " + title);
        blank();
    }

    void tableHead(List<String> titles) throws IOException {
        row(titles);
        line("| " + String.join(" | ", titles.stream().map(title -> "---").toList()) + " |");
    }

    void row(List<String> cells) throws IOException {
        line("| " + String.join(" | ", cells) + " |");
    }
}
