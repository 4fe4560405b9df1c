package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Patterns.Piece;
import dev.plimsoll.build.shell.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns words into what commands get. For one thread. */
final class Expander {
    /** Stands between the arguments that {@code "$@"} keeps apart. */
    private static final Piece APART = new Piece("", true, true);

    private final Interpreter interpreter;

    Expander(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The arguments that words make. */
    List<String> fields(List<Word> words) throws IOException {
        List<String> fields = new ArrayList<>();
        for (Word word : words) {
            if (interpreter.arguments().isEmpty() && isAll(word)) {
                continue;
            }
            for (List<Piece> field : split(pieces(word))) {
                fields.addAll(files(field));
            }
        }
        return fields;
    }

    /** {@code "$@"}, which is nothing at all without arguments. */
    private static boolean isAll(Word word) {
        return word.parts().size() > 1
                && word.parts().stream()
                        .allMatch(each ->
                                each instanceof Word.Text text && text.text().isEmpty()
                                        || each instanceof Word.Parameter parameter
                                                && parameter.name().equals("@")
                                                && parameter.quoted());
    }

    /** The one text that a word makes where nothing is split. */
    String text(Word word) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces(word)) {
            text.append(piece.equals(APART) ? " " : piece.text());
        }
        return text.toString();
    }

    Pattern pattern(Word word) throws IOException {
        return Patterns.glob(pieces(word));
    }

    private List<Piece> pieces(Word word) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (Word.Part part : word.parts()) {
            if (part instanceof Word.Text text) {
                pieces.add(new Piece(text.text(), text.quoted(), false));
            } else if (part instanceof Word.Parameter parameter) {
                pieces.addAll(parameter(parameter));
            } else if (part instanceof Word.Substitution substitution) {
                String text = interpreter.written(substitution.command());
                pieces.add(new Piece(text, substitution.quoted(), !substitution.quoted()));
            } else if (part instanceof Word.Arithmetic arithmetic) {
                long value = Arithmetic.value(text(arithmetic.expression()), interpreter::variable);
                pieces.add(new Piece(Long.toString(value), arithmetic.quoted(), !arithmetic.quoted()));
            }
        }
        return pieces;
    }

    private List<Piece> parameter(Word.Parameter parameter) throws IOException {
        String name = parameter.name();
        if (name.equals("@") && parameter.operator().isEmpty()) {
            return all(parameter.quoted());
        }
        String value = value(name);
        boolean set = isSet(name);
        boolean missing = parameter.operator().startsWith(":") ? value.isEmpty() : !set;
        String operator = parameter.operator().replace(":", "");
        if (missing && operator.equals("=")) {
            interpreter.variables().put(name, text(parameter.argument()));
        }
        if (missing && operator.equals("?")) {
            throw new UnknownWorkException(0, "the variable " + name + " must be set there");
        }
        return switch (operator) {
            case "", "?" -> one(value, parameter.quoted());
            case "length" -> one(Integer.toString(value.length()), parameter.quoted());
            case "-" -> missing ? argument(parameter) : one(value, parameter.quoted());
            case "+" -> missing ? List.of() : argument(parameter);
            case "=" -> one(value(name), parameter.quoted());
            default -> one(cut(value, operator, pattern(parameter.argument())), parameter.quoted());
        };
    }

    private List<Piece> argument(Word.Parameter parameter) throws IOException {
        return parameter.quoted()
                ? one(text(parameter.argument()), true)
                : pieces(parameter.argument()).stream()
                        .map(each -> each.quoted() ? each : new Piece(each.text(), false, true))
                        .toList();
    }

    private static List<Piece> one(String value, boolean quoted) {
        return List.of(new Piece(value, quoted, !quoted));
    }

    private List<Piece> all(boolean quoted) {
        List<Piece> pieces = new ArrayList<>();
        for (String each : interpreter.arguments()) {
            if (!pieces.isEmpty()) {
                pieces.add(quoted ? APART : new Piece(" ", false, true));
            }
            pieces.add(new Piece(each, quoted, !quoted));
        }
        return pieces;
    }

    /** Without the beginning or end that matches, the shortest or the longest. */
    private static String cut(String value, String operator, Pattern pattern) {
        boolean begin = operator.startsWith("#");
        boolean longest = operator.length() == 2;
        Matcher matcher = pattern.matcher(value);
        for (int i = 0; i <= value.length(); i++) {
            int length = longest ? value.length() - i : i;
            matcher.region(begin ? 0 : value.length() - length, begin ? length : value.length());
            if (matcher.matches()) {
                return begin ? value.substring(length) : value.substring(0, value.length() - length);
            }
        }
        return value;
    }

    private boolean isSet(String name) {
        if (isNumber(name)) {
            return Integer.parseInt(name) <= interpreter.arguments().size();
        }
        return interpreter.variables().containsKey(name) || "@*#?$!-".contains(name);
    }

    private static boolean isNumber(String name) {
        return name.length() < 5 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private String value(String name) {
        List<String> arguments = interpreter.arguments();
        if (isNumber(name)) {
            int number = Integer.parseInt(name);
            if (number == 0) {
                return interpreter.variable("DPKG_MAINTSCRIPT_NAME");
            }
            return number <= arguments.size() ? arguments.get(number - 1) : "";
        }
        return switch (name) {
            case "@", "*" -> String.join(" ", arguments);
            case "#" -> Integer.toString(arguments.size());
            case "?" -> Integer.toString(interpreter.status());
            case "$" -> "1";
            case "!", "-" -> "";
            default -> interpreter.variable(name);
        };
    }

    private static List<List<Piece>> split(List<Piece> pieces) {
        List<List<Piece>> fields = new ArrayList<>();
        List<Piece> field = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.equals(APART)) {
                fields.add(field);
                field = new ArrayList<>();
            } else if (piece.splits()) {
                String text = piece.text();
                int start = 0;
                for (int i = 0; i <= text.length(); i++) {
                    boolean blank = i < text.length() && " \t\n".indexOf(text.charAt(i)) >= 0;
                    if (blank || i == text.length()) {
                        if (i > start) {
                            field.add(new Piece(text.substring(start, i), false, false));
                        }
                        if (blank && !field.isEmpty()) {
                            fields.add(field);
                            field = new ArrayList<>();
                        }
                        start = i + 1;
                    }
                }
            } else {
                field.add(piece);
            }
        }
        if (!field.isEmpty()) {
            fields.add(field);
        }
        return fields;
    }

    /** The files that a pattern stands for; itself if there are none or it is no pattern. */
    private List<String> files(List<Piece> field) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean isPattern = false;
        for (Piece piece : field) {
            text.append(piece.text());
            isPattern |= !piece.quoted() && Patterns.isGlob(piece.text());
        }
        if (!isPattern) {
            return List.of(text.toString());
        }
        List<String> found = GlobFiles.matching(interpreter.world(), field);
        return found.isEmpty() ? List.of(text.toString()) : found;
    }
}
