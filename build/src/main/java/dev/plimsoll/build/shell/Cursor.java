package dev.plimsoll.build.shell;

import java.util.ArrayList;
import java.util.List;

/** A place in a script. */
final class Cursor {
    private final String text;
    private final List<HereText> awaited = new ArrayList<>();
    private int at;
    private int line;

    /** A text that stands behind the line that asks for it. */
    record HereText(Redirect redirect, String end, boolean plain, boolean withoutTabs) {}

    Cursor(String text, int line) {
        this.text = text;
        this.line = line;
    }

    int line() {
        return line;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The character here; 0 at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    boolean startsWith(String wanted) {
        return text.startsWith(wanted, at);
    }

    char next() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    /** Takes {@code wanted} if it stands here. */
    boolean take(String wanted) {
        if (!startsWith(wanted)) {
            return false;
        }
        skip(wanted.length());
        return true;
    }

    /** Passes over blanks, joined lines and a comment, not over the end of a line. */
    void blanks() {
        while (!atEnd()) {
            if (peek() == ' ' || peek() == '\t' || peek() == '\r') {
                next();
            } else if (peek() == '\\' && peek(1) == '\n') {
                skip(2);
            } else if (peek() == '#') {
                while (!atEnd() && peek() != '\n') {
                    next();
                }
            } else {
                return;
            }
        }
    }

    /** The plain word that begins here, without taking it. */
    String plainWord() {
        int end = at;
        while (end < text.length() && isPlain(text.charAt(end))) {
            end++;
        }
        boolean whole = end >= text.length() || " \t\r\n;&|()<>".indexOf(text.charAt(end)) >= 0;
        return whole ? text.substring(at, end) : "";
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-'
                || c == '!'
                || c == '{'
                || c == '}';
    }

    void await(HereText here) {
        awaited.add(here);
    }

    List<HereText> takeAwaited() {
        List<HereText> taken = List.copyOf(awaited);
        awaited.clear();
        return taken;
    }

    /** The rest of this line, its end taken and not given. */
    String restOfLine() {
        int end = text.indexOf('\n', at);
        String rest = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        line++;
        return rest;
    }

    UnreadableScriptException fault(String message) {
        return new UnreadableScriptException(line, message);
    }
}
