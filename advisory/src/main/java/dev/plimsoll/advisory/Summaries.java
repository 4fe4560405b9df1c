package dev.plimsoll.advisory;

/** Makes the one line that an advisory is summed up with. */
public final class Summaries {
    private static final int LONGEST = 240;

    private Summaries() {}

    /** The summary if there is one, else the beginning of the details: one line of bounded length. */
    public static String of(String summary, String details) {
        String line = firstLine(summary);
        return line.isEmpty() ? firstLine(details) : line;
    }

    private static String firstLine(String text) {
        int from = 0;
        while (from < text.length() && isBreak(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
            to++;
        }
        if (to - from <= LONGEST) {
            return text.substring(from, to).stripTrailing();
        }
        int cut = from + LONGEST - 1;
        // Half a surrogate pair is no character.
        return text.substring(from, Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut) + "…";
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == ' ' || c == '\t' || c == '#';
    }
}
