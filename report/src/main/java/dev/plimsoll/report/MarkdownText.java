package dev.plimsoll.report;

import dev.plimsoll.base.SafeText;

/** Texts that others wrote, inside documents of other forms that show Markdown. */
public final class MarkdownText {
    private static final String SPECIAL = "\\`*_{}[]()#+-.!|<>&~:@=$^";

    private MarkdownText() {}

    /** The text on one line, cut after so many characters, in which no character means anything to Markdown. */
    public static String plain(String text, int maxLength) {
        String line = SafeText.oneLine(text, maxLength);
        StringBuilder escaped = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            if (SPECIAL.indexOf(line.charAt(i)) >= 0) {
                escaped.append('\\');
            }
            escaped.append(line.charAt(i));
        }
        return escaped.toString();
    }

    /** The text on one line, cut after so many characters, as a code span that no run of backticks in it ends. */
    public static String code(String text, int maxLength) {
        String line = SafeText.oneLine(text, maxLength);
        int longest = 0;
        int run = 0;
        for (int i = 0; i < line.length(); i++) {
            run = line.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return longest == 0 ? fence + line + fence : fence + " " + line + " " + fence;
    }
}
