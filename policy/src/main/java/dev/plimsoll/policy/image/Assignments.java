package dev.plimsoll.policy.image;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Finds {@code NAME=value} in a command line as a history has it: build arguments, {@code ENV}, {@code export}, {@code --name=value}. */
final class Assignments {
    private static final int MAX_NAME = 100;
    private static final int MAX_VALUE = 200;

    private Assignments() {}

    /** Gives each wanted name with the beginning of its value, quotes taken off. Takes time linear in the text. */
    static void in(String text, Predicate<String> wanted, BiConsumer<String, String> each) {
        for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
            int start = nameBefore(text, at);
            String name = text.substring(start, at);
            if (wanted.test(name)) {
                each.accept(name, valueAfter(text, at + 1));
            }
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

    private static String valueAfter(String text, int from) {
        boolean quoted = from < text.length() && (text.charAt(from) == '"' || text.charAt(from) == '\'');
        int start = quoted ? from + 1 : from;
        int end = start;
        while (end < text.length()
                && end - start < MAX_VALUE
                && !(quoted ? text.charAt(end) == text.charAt(from) : endsValue(text.charAt(end)))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean endsValue(char c) {
        return c <= ' ' || c == ';' || c == '&' || c == '|' || c == ')' || c == '"' || c == '\'';
    }
}
