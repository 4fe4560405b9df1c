package dev.plimsoll.image.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which variables stand, whose values are not known: each may stand for anything.
 *
 * @param pieces what is between the variables
 */
record Template(List<String> pieces) {
    Template {
        pieces = List.copyOf(pieces);
    }

    static Template of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        int at = text.indexOf('$');
        while (at >= 0) {
            int end = endOfVariable(text, at + 1);
            if (end > at + 1) {
                pieces.add(text.substring(from, at));
                from = end;
            }
            at = text.indexOf('$', Math.max(end, at + 1));
        }
        pieces.add(text.substring(from));
        return new Template(pieces);
    }

    private static int endOfVariable(String text, int from) {
        if (text.startsWith("{", from)) {
            int close = text.indexOf('}', from);
            return close < 0 ? from : close + 1;
        }
        int end = from;
        while (end < text.length() && (text.charAt(end) == '_' || Character.isLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /** The same with anything before it. */
    Template afterAnything() {
        List<String> more = new ArrayList<>();
        more.add("");
        more.addAll(pieces);
        return new Template(more);
    }

    boolean matches(String text) {
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (pieces.size() == 1) {
            return text.equals(first);
        }
        if (!text.startsWith(first) || !text.endsWith(last) || text.length() < first.length() + last.length()) {
            return false;
        }
        int at = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, at);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return at <= text.length() - last.length();
    }
}
