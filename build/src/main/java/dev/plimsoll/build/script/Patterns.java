package dev.plimsoll.build.script;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of the shell and of grep and sed, as Java's. */
final class Patterns {
    private Patterns() {}

    /** A piece of a word after expansion. */
    record Piece(String text, boolean quoted, boolean splits) {}

    /** A shell pattern whose quoted pieces stand for themselves. */
    static Pattern glob(List<Piece> pieces) throws UnknownWorkException {
        StringBuilder regex = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.quoted()) {
                regex.append(Pattern.quote(piece.text()));
            } else {
                globText(piece.text(), regex);
            }
        }
        return compile(regex.toString());
    }

    private static void globText(String text, StringBuilder regex) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == '[' ? text.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '\\' && i + 1 < text.length()) {
                regex.append(Pattern.quote(text.substring(i + 1, i + 2)));
                i++;
            } else if (end > 0) {
                regex.append(bracket(text.substring(i, end + 1)));
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
    }

    private static String bracket(String bracket) {
        String inner = bracket.substring(1, bracket.length() - 1);
        boolean negated = inner.startsWith("!") || inner.startsWith("^");
        String members = (negated ? inner.substring(1) : inner)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("&", "\\&");
        return "[" + (negated ? "^" : "") + members + "]";
    }

    static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** A basic or extended regular expression of POSIX. */
    static Pattern posix(String text, boolean extended) throws UnknownWorkException {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '[') {
                int end = endOfBracket(text, i);
                if (end < 0) {
                    throw new UnknownWorkException(0, "the expression " + text + " is not closed");
                }
                regex.append(members(text.substring(i, end + 1)));
                i = end;
            } else if (c == '\\' && next != 0) {
                regex.append(escaped(next, extended));
                i++;
            } else if ("+?(){}|".indexOf(c) >= 0) {
                regex.append(extended ? "" : "\\").append(c);
            } else {
                regex.append(c);
            }
        }
        return compile(regex.toString());
    }

    /** Where a bracket ends, whose first member may be one itself, and in which classes such as [:space:] have their own. */
    private static int endOfBracket(String text, int start) {
        int at = start + 1;
        if (at < text.length() && text.charAt(at) == '^') {
            at++;
        }
        for (int i = at; i < text.length(); i++) {
            if (text.startsWith("[:", i)) {
                int end = text.indexOf(":]", i);
                i = end < 0 ? i : end + 1;
            } else if (text.charAt(i) == ']' && i > at) {
                return i;
            }
        }
        return -1;
    }

    private static String escaped(char c, boolean extended) {
        if ("+?(){}|".indexOf(c) >= 0) {
            return extended ? "\\" + c : String.valueOf(c);
        }
        return "\\" + c;
    }

    private static String members(String bracket) {
        return bracket.replace("\\", "\\\\")
                .replace("[:space:]", "\\s")
                .replace("[:upper:]", "A-Z")
                .replace("[:lower:]", "a-z")
                .replace("[:digit:]", "0-9")
                .replace("[:alpha:]", "A-Za-z")
                .replace("[:alnum:]", "A-Za-z0-9")
                .replace("[:blank:]", " \\t")
                .replace("&&", "&\\&");
    }

    private static Pattern compile(String regex) throws UnknownWorkException {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new UnknownWorkException(0, "the pattern " + regex + " is not understood");
        }
    }
}
