package dev.plimsoll.image.secret;

import java.util.function.Consumer;

/** Finds secrets in {@code NAME=value} as histories have it: build arguments, {@code ENV}, {@code export}, {@code --name=value}. */
final class Assignments {
    private static final int MAX_NAME = 100;

    private Assignments() {}

    static void in(String text, Consumer<Secret> each) {
        BareValues bare = BareValues.of(text);
        int at = text.indexOf('=');
        while (at >= 0) {
            int next = at + 1;
            String name = text.substring(nameBefore(text, at), at);
            if (SecretNames.isSecret(name)) {
                boolean quoted = next < text.length() && isQuote(text.charAt(next));
                int from = quoted ? next + 1 : next;
                // Looked at first, so that no value is read twice.
                if (from < text.length() && SecretNames.mayBegin(text.charAt(from))) {
                    int to = !quoted && bare.holds(from)
                            ? bare.endOfValue(text, from)
                            : endOfValue(text, from, quoted ? text.charAt(next) : ' ');
                    if (SecretNames.isValue(text.substring(from, to))) {
                        each.accept(new Secret(name, true, from, to));
                    }
                    next = to;
                }
            }
            at = text.indexOf('=', next);
        }
    }

    private static int nameBefore(String text, int end) {
        int start = end;
        while (start > 0 && end - start < MAX_NAME && isOfName(text.charAt(start - 1))) {
            start--;
        }
        while (start < end && text.charAt(start) == '-') {
            start++;
        }
        return start;
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /** @param quote what ends it, or a blank if it is not quoted */
    private static int endOfValue(String text, int from, char quote) {
        int end = from;
        while (end < text.length() && !(quote == ' ' ? endsValue(text.charAt(end)) : text.charAt(end) == quote)) {
            end++;
        }
        return end;
    }

    private static boolean endsValue(char c) {
        return c <= ' ' || c == ';' || c == '&' || c == '|' || c == ')' || isQuote(c);
    }
}
