package dev.plimsoll.advisory;

import java.util.OptionalLong;

/** What a CVE id looks like: {@code CVE-}, a year of four digits, {@code -}, four to ten digits. */
public final class CveId {
    private static final int YEAR_AT = 4;
    private static final int NUMBER_AT = 9;
    private static final int LONGEST = NUMBER_AT + 10;
    private static final long PER_YEAR = 10_000_000_000L;

    private CveId() {}

    /** Whether the text is one, in capitals, as ids are compared. */
    public static boolean is(String text) {
        int length = text.length();
        if (length < NUMBER_AT + 4
                || length > LONGEST
                || !text.startsWith("CVE-")
                || text.charAt(NUMBER_AT - 1) != '-') {
            return false;
        }
        return digits(text, YEAR_AT, NUMBER_AT - 1) && digits(text, NUMBER_AT, length);
    }

    /**
     * A number for it, for storing; empty if the text is none. Ids that differ in leading zeros only are the same flaw to nobody, so such
     * an id has no number.
     */
    public static OptionalLong number(String text) {
        if (!is(text) || text.length() > NUMBER_AT + 4 && text.charAt(NUMBER_AT) == '0') {
            return OptionalLong.empty();
        }
        long year = Long.parseLong(text, YEAR_AT, NUMBER_AT - 1, 10);
        return OptionalLong.of(year * PER_YEAR + Long.parseLong(text, NUMBER_AT, text.length(), 10));
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
