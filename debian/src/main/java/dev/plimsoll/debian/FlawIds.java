package dev.plimsoll.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the ids that changelogs name, in the spellings that people use: {@code CVE-2024-1234}, {@code CVE 2024-1234},
 * {@code CVE-2024-1234/5678}, {@code CVE-2024-1234, -5678}, {@code CVE-2024-{1234,5678}}, {@code CAN-2004-0001}. Not for concurrent
 * use.
 */
final class FlawIds {
    private static final int FIRST_YEAR = 1999;
    private static final int LAST_YEAR = 2099;

    private final String text;
    private final List<FlawId> found = new ArrayList<>();
    private int position;

    private FlawIds(String text) {
        this.text = text;
    }

    /** The ids in a text, in order. */
    static List<FlawId> in(String text) {
        FlawIds ids =
                new FlawIds(text.replace('\u2010', '-').replace('\u2011', '-').replace('\u2013', '-'));
        ids.scan();
        return ids.found;
    }

    private void scan() {
        while (position < text.length()) {
            boolean wordStarts = position == 0 || !Character.isLetterOrDigit(text.charAt(position - 1));
            if (!wordStarts || !(isPrefix("CVE") || isPrefix("CAN") || isPrefix("DSA") || isPrefix("GHSA"))) {
                position++;
            } else if (isPrefix("GHSA")) {
                scanGhsa();
            } else if (isPrefix("DSA")) {
                scanDsa();
            } else {
                scanCve();
            }
        }
    }

    private boolean isPrefix(String prefix) {
        return text.regionMatches(true, position, prefix, 0, prefix.length());
    }

    private void scanCve() {
        int start = position;
        position += 3;
        int year = yearAt(afterSeparator(position, "- _:#"));
        if (year == 0) {
            return;
        }
        position = afterSeparator(position, "- _:#") + 4;
        int afterDash = afterDash(position);
        if (afterDash == position) {
            return;
        }
        position = afterDash;
        if (position < text.length() && (text.charAt(position) == '{' || text.charAt(position) == '[')) {
            scanBraces(start, year);
        } else if (takeNumber(start, year, true)) {
            scanFurther(year);
        }
    }

    /** {@code CVE-2024-{1,2}}. */
    private void scanBraces(int start, int year) {
        do {
            position++;
            position = afterSeparator(position, " ");
            if (!takeNumber(start, year, false)) {
                return;
            }
            position = afterSeparator(position, " ");
        } while (position < text.length() && (text.charAt(position) == ',' || text.charAt(position) == '/'));
    }

    /** What may follow without a new prefix. */
    private void scanFurther(int year) {
        int currentYear = year;
        while (true) {
            int start = afterSeparator(position, " ");
            char joint = start < text.length() ? text.charAt(start) : ' ';
            int next = start;
            if (joint == '/' || joint == ',' || joint == '&') {
                next = afterSeparator(start + 1, " ");
            }
            if (text.startsWith("and ", next)) {
                next = afterSeparator(next + 3, " ");
            }
            if (next == start) {
                return;
            }
            int otherYear = yearAt(next);
            boolean fullNumber = otherYear != 0 && next + 4 < text.length() && text.charAt(next + 4) == '-';
            boolean dashed = next < text.length() && text.charAt(next) == '-';
            if (fullNumber) {
                currentYear = otherYear;
                position = next + 5;
            } else if (dashed) {
                position = next + 1;
            } else if (joint == '/' && next == start + 1) {
                position = next;
            } else {
                return;
            }
            if (!takeNumber(position, currentYear, false)) {
                return;
            }
        }
    }

    /** Four digits and more; {@code XXXX} stands where no number was given yet. */
    private boolean takeNumber(int start, int year, boolean prefixed) {
        int end = digitsEnd(position);
        int length = end - position;
        boolean wordGoesOn = end < text.length() && Character.isLetter(text.charAt(end));
        if (length < 4 || length > 7 || wordGoesOn && !prefixed) {
            return false;
        }
        found.add(new FlawId("CVE-" + year + "-" + text.substring(position, end), start, end));
        position = end;
        return true;
    }

    private void scanDsa() {
        int start = position;
        position += 3;
        int from = afterSeparator(position, "- _:#");
        int end = digitsEnd(from);
        if (from == position || end - from < 3 || end - from > 5) {
            return;
        }
        String id = "DSA-" + text.substring(from, end);
        position = end;
        if (end < text.length() && text.charAt(end) == '-') {
            int revisionEnd = digitsEnd(end + 1);
            if (revisionEnd > end + 1 && revisionEnd - end <= 3) {
                id += text.substring(end, revisionEnd);
                position = revisionEnd;
            }
        }
        found.add(new FlawId(id, start, position));
    }

    private void scanGhsa() {
        int start = position;
        int end = start + 19;
        position += 4;
        if (end > text.length() || end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            return;
        }
        for (int i = 4; i < 19; i++) {
            char c = text.charAt(start + i);
            boolean dash = i % 5 == 4;
            if (dash ? c != '-' : !Character.isLetterOrDigit(c) || c > 'z') {
                return;
            }
        }
        found.add(new FlawId("GHSA" + text.substring(start + 4, end).toLowerCase(Locale.ROOT), start, end));
        position = end;
    }

    private int yearAt(int from) {
        if (digitsEnd(from) - from != 4) {
            return 0;
        }
        int year = Integer.parseInt(text.substring(from, from + 4));
        return year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
    }

    /** Past a dash, and the space that a line break left behind it. */
    private int afterDash(int from) {
        int next = afterSeparator(from, " ");
        if (next < text.length() && (text.charAt(next) == '-' || text.charAt(next) == '_')) {
            return afterSeparator(next + 1, " ");
        }
        return from;
    }

    private int afterSeparator(int from, String separators) {
        int at = from;
        while (at < text.length() && separators.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private int digitsEnd(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
