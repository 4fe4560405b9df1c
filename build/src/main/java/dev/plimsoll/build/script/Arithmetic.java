package dev.plimsoll.build.script;

import java.util.function.UnaryOperator;

/** Whole numbers with {@code + - * / %} and parentheses. For one thread. */
final class Arithmetic {
    private final String text;
    private final UnaryOperator<String> variables;
    private int at;

    private Arithmetic(String text, UnaryOperator<String> variables) {
        this.text = text;
        this.variables = variables;
    }

    static long value(String text, UnaryOperator<String> variables) throws UnknownWorkException {
        Arithmetic arithmetic = new Arithmetic(text, variables);
        long value = arithmetic.sum();
        if (arithmetic.peek() != 0) {
            throw arithmetic.fault();
        }
        return value;
    }

    private UnknownWorkException fault() {
        return new UnknownWorkException(0, "the expression '" + text + "' is not understood");
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private long sum() throws UnknownWorkException {
        long value = product();
        while (peek() == '+' || peek() == '-') {
            char sign = text.charAt(at++);
            long next = product();
            value = sign == '+' ? value + next : value - next;
        }
        return value;
    }

    private long product() throws UnknownWorkException {
        long value = factor();
        while (peek() == '*' || peek() == '/' || peek() == '%') {
            char sign = text.charAt(at++);
            long next = factor();
            if (next == 0 && sign != '*') {
                throw fault();
            }
            value = sign == '*' ? value * next : sign == '/' ? value / next : value % next;
        }
        return value;
    }

    private long factor() throws UnknownWorkException {
        char c = peek();
        if (c == '-') {
            at++;
            return -factor();
        }
        if (c == '(') {
            at++;
            long value = sum();
            if (peek() != ')') {
                throw fault();
            }
            at++;
            return value;
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        if (!word.isEmpty() && !Character.isDigit(word.charAt(0))) {
            word = variables.apply(word).isEmpty() ? "0" : variables.apply(word);
        }
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw fault();
        }
    }
}
