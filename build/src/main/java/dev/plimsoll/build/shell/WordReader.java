package dev.plimsoll.build.shell;

import dev.plimsoll.build.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads words with all that stands in them. */
final class WordReader {
    private static final String ENDS = " \t\r\n;&|<>()";
    private static final int DEEPEST = 60;

    private final Cursor cursor;
    private final int depth;

    WordReader(Cursor cursor, int depth) throws UnreadableScriptException {
        this.cursor = cursor;
        this.depth = depth;
        if (depth > DEEPEST) {
            throw cursor.fault("it is nested more than " + DEEPEST + " deep");
        }
    }

    /** The word here; without parts if none begins here. */
    Word word() throws UnreadableScriptException {
        return until(ENDS);
    }

    /** A text that expands as if it stood between double quotes. */
    static Word quoted(String text, int line, int depth) throws UnreadableScriptException {
        Cursor cursor = new Cursor(text, line);
        Parts parts = new Parts();
        WordReader reader = new WordReader(cursor, depth);
        while (!cursor.atEnd()) {
            reader.withinQuotes(parts, false);
        }
        return parts.word();
    }

    /** Collects parts, joining plain text. */
    private static final class Parts {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean quoted;

        void add(char c, boolean asQuoted) {
            if (quoted != asQuoted) {
                flush();
                quoted = asQuoted;
            }
            text.append(c);
        }

        void add(Part part) {
            flush();
            parts.add(part);
        }

        private void flush() {
            if (!text.isEmpty()) {
                parts.add(new Word.Text(text.toString(), quoted));
                text.setLength(0);
            }
        }

        Word word() {
            flush();
            return new Word(parts);
        }
    }

    private Word until(String ends) throws UnreadableScriptException {
        Parts parts = new Parts();
        while (!cursor.atEnd() && ends.indexOf(cursor.peek()) < 0) {
            char c = cursor.peek();
            if (c == '\\') {
                cursor.next();
                if (!cursor.atEnd() && cursor.peek() == '\n') {
                    cursor.next();
                } else if (!cursor.atEnd()) {
                    parts.add(cursor.next(), true);
                }
            } else if (c == '\'') {
                single(parts);
            } else if (c == '"') {
                twice(parts);
            } else if (c == '$' || c == '`') {
                expansion(parts, false);
            } else {
                parts.add(cursor.next(), false);
            }
        }
        return parts.word();
    }

    private void single(Parts parts) throws UnreadableScriptException {
        cursor.next();
        parts.add(new Word.Text("", true));
        while (cursor.peek() != '\'') {
            if (cursor.atEnd()) {
                throw cursor.fault("a single quote is not closed");
            }
            parts.add(cursor.next(), true);
        }
        cursor.next();
    }

    private void twice(Parts parts) throws UnreadableScriptException {
        cursor.next();
        parts.add(new Word.Text("", true));
        while (cursor.peek() != '"') {
            if (cursor.atEnd()) {
                throw cursor.fault("a double quote is not closed");
            }
            withinQuotes(parts, true);
        }
        cursor.next();
    }

    private void withinQuotes(Parts parts, boolean quotesToo) throws UnreadableScriptException {
        char c = cursor.peek();
        if (c == '\\') {
            cursor.next();
            if (cursor.peek() == '\n' && !cursor.atEnd()) {
                cursor.next();
            } else if ("$`\\".indexOf(cursor.peek()) >= 0 && !cursor.atEnd() || quotesToo && cursor.peek() == '"') {
                parts.add(cursor.next(), true);
            } else {
                parts.add('\\', true);
            }
        } else if (c == '$' || c == '`') {
            expansion(parts, true);
        } else {
            parts.add(cursor.next(), true);
        }
    }

    private void expansion(Parts parts, boolean quoted) throws UnreadableScriptException {
        if (cursor.take("`")) {
            parts.add(new Word.Substitution(backquoted(), quoted));
        } else if (cursor.take("$((")) {
            parts.add(new Word.Arithmetic(arithmetic(), quoted));
        } else if (cursor.take("$(")) {
            Command command = new CommandReader(cursor, depth + 1).untilParenthesis();
            parts.add(new Word.Substitution(command, quoted));
        } else if (cursor.take("${")) {
            parts.add(braced(quoted));
        } else {
            cursor.next();
            String name = name();
            if (name.isEmpty()) {
                parts.add('$', true);
            } else {
                parts.add(new Word.Parameter(name, "", new Word(List.of()), quoted));
            }
        }
    }

    /** A variable's name, a digit or a special character; empty if none is here. */
    private String name() {
        StringBuilder name = new StringBuilder();
        char first = cursor.peek();
        if (first != 0 && "@*#?$!-".indexOf(first) >= 0 || first >= '0' && first <= '9') {
            return name.append(cursor.next()).toString();
        }
        while (isNamed(cursor.peek())) {
            name.append(cursor.next());
        }
        return name.toString();
    }

    static boolean isNamed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private Word.Parameter braced(boolean quoted) throws UnreadableScriptException {
        if (cursor.peek() == '#' && cursor.peek(1) != '}') {
            cursor.next();
            String name = name();
            close();
            return new Word.Parameter(name, "length", new Word(List.of()), quoted);
        }
        String name = name();
        if (name.isEmpty()) {
            throw cursor.fault("a ${ without a name");
        }
        String operator = operator();
        Word argument = until("}");
        close();
        if (operator.isEmpty() && !argument.parts().isEmpty()) {
            throw cursor.fault("an expansion of a kind that no POSIX shell has");
        }
        return new Word.Parameter(name, operator, argument, quoted);
    }

    private void close() throws UnreadableScriptException {
        if (!cursor.take("}")) {
            throw cursor.fault("a ${ is not closed");
        }
    }

    private String operator() {
        for (String each : List.of(":-", ":=", ":?", ":+", "##", "%%", "-", "=", "?", "+", "#", "%")) {
            if (cursor.take(each)) {
                return each;
            }
        }
        return "";
    }

    private Word arithmetic() throws UnreadableScriptException {
        Parts parts = new Parts();
        int open = 0;
        while (open > 0 || !cursor.startsWith("))")) {
            if (cursor.atEnd()) {
                throw cursor.fault("a $(( is not closed");
            }
            if (cursor.peek() == '$' || cursor.peek() == '`') {
                expansion(parts, true);
            } else {
                open += cursor.peek() == '(' ? 1 : cursor.peek() == ')' ? -1 : 0;
                parts.add(cursor.next(), true);
            }
        }
        cursor.skip(2);
        return parts.word();
    }

    private Command backquoted() throws UnreadableScriptException {
        int line = cursor.line();
        StringBuilder inner = new StringBuilder();
        while (cursor.peek() != '`') {
            if (cursor.atEnd()) {
                throw cursor.fault("a backquote is not closed");
            }
            if (cursor.peek() == '\\' && "`\\$".indexOf(cursor.peek(1)) >= 0) {
                cursor.next();
            }
            inner.append(cursor.next());
        }
        cursor.next();
        return new CommandReader(new Cursor(inner.toString(), line), depth + 1).all();
    }
}
