package dev.plimsoll.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The assignments of an os-release file: the subset of shell that os-release(5) allows. Nothing is expanded; the last assignment of a
 * name counts.
 */
record OsRelease(Map<String, String> values) {

    static OsRelease parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().map(String::strip).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && isName(line.substring(0, equals))) {
                values.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
            }
        });
        return new OsRelease(values);
    }

    String get(String name, String otherwise) {
        String value = values.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    List<String> words(String name) {
        String value = get(name, "").strip();
        return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** As a shell would, for pieces in single quotes, in double quotes and in none; an unquoted blank ends the value. */
    private static String unquote(String text) {
        StringBuilder value = new StringBuilder(text.length());
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && i + 1 < text.length() && isEscaped(text.charAt(i + 1), quote)) {
                i++;
                value.append(text.charAt(i));
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                break;
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private static boolean isEscaped(char c, char quote) {
        return quote == 0 || c == '"' || c == '\\' || c == '$' || c == '`';
    }
}
