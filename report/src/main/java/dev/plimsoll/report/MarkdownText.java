package dev.plimsoll.report;

import dev.plimsoll.base.SafeText;

/** Texts that others wrote, inside documents of other forms that show Markdown. */
public final class MarkdownText {
    private static final String SPECIAL = "\\`*_{}[]()#+-.!|<>&~:@=$^";
    /** These mean something only at the edge of a word; inside of one they stay, so that names can be read in the source too. */
    private static final String PLAIN_IN_WORDS = "_()+-.!:=";

    private MarkdownText() {}

    /** The text on one line, cut after so many characters, in which no character means anything to Markdown. */
    public static String plain(String text, int maxLength) {
        String line = SafeText.oneLine(text, maxLength);
        StringBuilder escaped = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            if (SPECIAL.indexOf(line.charAt(i)) >= 0 && !isInWord(line, i)) {
                escaped.append('\\');
            }
            escaped.append(line.charAt(i));
        }
        return escaped.toString();
    }

    private static boolean isInWord(String line, int i) {
        // A colon only makes an address of what follows.
        if (line.charAt(i) == ':' && (i + 1 == line.length() || line.charAt(i + 1) == ' ')) {
            return true;
        }
        return PLAIN_IN_WORDS.indexOf(line.charAt(i)) >= 0
                && i > 0
                && i + 1 < line.length()
                && Character.isLetterOrDigit(line.charAt(i - 1))
                && Character.isLetterOrDigit(line.charAt(i + 1));
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
