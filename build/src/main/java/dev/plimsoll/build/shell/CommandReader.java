package dev.plimsoll.build.shell;

import dev.plimsoll.build.shell.Command.Arm;
import dev.plimsoll.build.shell.Command.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads commands. */
final class CommandReader {
    private static final Set<String> NO_COMMAND = Set.of("then", "else", "elif", "fi", "do", "done", "esac", "in", "}");

    private static final Set<String> COMPOUND = Set.of("if", "case", "for", "while", "until", "{");

    private final Cursor cursor;
    private final int depth;
    private final Redirects redirects;

    CommandReader(Cursor cursor, int depth) throws UnreadableScriptException {
        this.cursor = cursor;
        this.depth = depth;
        this.redirects = new Redirects(cursor, depth);
    }

    /** Everything to the end of the text. */
    Command all() throws UnreadableScriptException {
        Command command = list();
        if (!cursor.atEnd()) {
            throw cursor.fault("'" + cursor.peek() + "' stands where a command begins");
        }
        return command;
    }

    /** What stands before a closing parenthesis, which is taken. */
    Command untilParenthesis() throws UnreadableScriptException {
        Command command = list();
        if (!cursor.take(")")) {
            throw cursor.fault("a parenthesis is not closed");
        }
        return command;
    }

    private Command list() throws UnreadableScriptException {
        List<Command> commands = new ArrayList<>();
        while (true) {
            ends();
            if (cursor.atEnd()
                    || cursor.peek() == ')'
                    || cursor.startsWith(";;")
                    || NO_COMMAND.contains(cursor.plainWord())) {
                return new Command.Sequence(commands);
            }
            commands.add(andOr());
            cursor.blanks();
            if (cursor.peek() == '&') {
                throw cursor.fault("a command is left to itself in the background");
            }
            if (cursor.peek() == ';' && !cursor.startsWith(";;")) {
                cursor.next();
            }
        }
    }

    /** Passes over ends of lines, with the texts that stand behind them. */
    private void ends() throws UnreadableScriptException {
        cursor.blanks();
        while (cursor.peek() == '\n' && !cursor.atEnd()) {
            cursor.next();
            redirects.readTexts();
            cursor.blanks();
        }
    }

    private Command andOr() throws UnreadableScriptException {
        Command left = pipeline();
        while (true) {
            cursor.blanks();
            boolean and = cursor.startsWith("&&");
            if (!and && !cursor.startsWith("||")) {
                return left;
            }
            cursor.skip(2);
            ends();
            left = new Command.AndOr(left, and, pipeline());
        }
    }

    private Command pipeline() throws UnreadableScriptException {
        cursor.blanks();
        int line = cursor.line();
        boolean negated = false;
        while (cursor.plainWord().equals("!")) {
            cursor.next();
            cursor.blanks();
            negated = !negated;
        }
        List<Command> parts = new ArrayList<>(List.of(command()));
        cursor.blanks();
        while (cursor.peek() == '|' && cursor.peek(1) != '|') {
            cursor.next();
            ends();
            parts.add(command());
            cursor.blanks();
        }
        return parts.size() == 1 && !negated ? parts.get(0) : new Command.Pipeline(parts, negated, line);
    }

    private Command command() throws UnreadableScriptException {
        cursor.blanks();
        int line = cursor.line();
        if (cursor.take("(")) {
            return withRedirects(untilParenthesis(), true, line);
        }
        String word = cursor.plainWord();
        if (!COMPOUND.contains(word)) {
            return simple(line);
        }
        cursor.skip(word.length());
        Command body = switch (word) {
            case "if" -> ifRest();
            case "case" -> caseRest(line);
            case "for" -> forRest(line);
            case "while", "until" -> whileRest(word.equals("until"), line);
            default -> bracesRest();
        };
        return withRedirects(body, false, line);
    }

    private Command bracesRest() throws UnreadableScriptException {
        Command body = list();
        keyword("}");
        return body;
    }

    private Command withRedirects(Command body, boolean subshell, int line) throws UnreadableScriptException {
        List<Redirect> found = redirects.all();
        return found.isEmpty() && !subshell ? body : new Command.Group(body, found, subshell, line);
    }

    private void keyword(String wanted) throws UnreadableScriptException {
        ends();
        if (!cursor.plainWord().equals(wanted)) {
            throw cursor.fault("'" + wanted + "' is not where it must be");
        }
        cursor.skip(wanted.length());
    }

    private Command ifRest() throws UnreadableScriptException {
        Command condition = list();
        keyword("then");
        Command then = list();
        ends();
        String next = cursor.plainWord();
        Command otherwise = new Command.Sequence(List.of());
        if (next.equals("elif")) {
            cursor.skip(4);
            return new Command.If(condition, then, ifRest());
        }
        if (next.equals("else")) {
            cursor.skip(4);
            otherwise = list();
        }
        keyword("fi");
        return new Command.If(condition, then, otherwise);
    }

    private Command caseRest(int line) throws UnreadableScriptException {
        cursor.blanks();
        Word word = word();
        keyword("in");
        List<Arm> arms = new ArrayList<>();
        ends();
        while (!cursor.plainWord().equals("esac")) {
            cursor.take("(");
            List<Word> patterns = new ArrayList<>();
            do {
                cursor.blanks();
                patterns.add(word());
                cursor.blanks();
            } while (cursor.take("|"));
            if (!cursor.take(")")) {
                throw cursor.fault("an arm of 'case' has no parenthesis");
            }
            arms.add(new Arm(patterns, list()));
            ends();
            if (!cursor.take(";;") && !cursor.plainWord().equals("esac")) {
                throw cursor.fault("an arm of 'case' does not end in ;;");
            }
            ends();
        }
        keyword("esac");
        return new Command.Case(word, arms, line);
    }

    private Command forRest(int line) throws UnreadableScriptException {
        cursor.blanks();
        String name = cursor.plainWord();
        cursor.skip(name.length());
        ends();
        Optional<List<Word>> words = Optional.empty();
        if (cursor.plainWord().equals("in")) {
            cursor.skip(2);
            List<Word> found = new ArrayList<>();
            cursor.blanks();
            while (!cursor.atEnd() && cursor.peek() != ';' && cursor.peek() != '\n') {
                found.add(word());
                cursor.blanks();
            }
            words = Optional.of(found);
        }
        cursor.blanks();
        cursor.take(";");
        keyword("do");
        Command body = list();
        keyword("done");
        return new Command.For(name, words, body, line);
    }

    private Command whileRest(boolean until, int line) throws UnreadableScriptException {
        Command condition = list();
        keyword("do");
        Command body = list();
        keyword("done");
        return new Command.While(condition, body, until, line);
    }

    private Word word() throws UnreadableScriptException {
        Word word = new WordReader(cursor, depth).word();
        if (word.parts().isEmpty()) {
            throw cursor.fault("a word is missing");
        }
        return word;
    }

    private Command simple(int line) throws UnreadableScriptException {
        List<Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Redirect> found = new ArrayList<>();
        while (true) {
            cursor.blanks();
            Optional<Redirect> redirect = redirects.one();
            if (redirect.isPresent()) {
                found.add(redirect.get());
                continue;
            }
            if (cursor.atEnd() || "\n;&|()".indexOf(cursor.peek()) >= 0) {
                break;
            }
            Word word = word();
            Optional<Assignment> assignment = words.isEmpty() ? assignment(word) : Optional.empty();
            assignment.ifPresentOrElse(assignments::add, () -> words.add(word));
            if (words.size() == 1 && isFunction(word)) {
                ends();
                return new Command.Function(word.plain(), command());
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && found.isEmpty()) {
            throw cursor.fault("a command is missing");
        }
        return new Command.Simple(assignments, words, found, line);
    }

    private boolean isFunction(Word word) {
        if (word.plain().isEmpty() || cursor.peek() != '(' && !(cursor.peek() == ' ' && cursor.peek(1) == '(')) {
            return false;
        }
        cursor.blanks();
        if (!cursor.take("(")) {
            return false;
        }
        cursor.blanks();
        return cursor.take(")");
    }

    private static Optional<Assignment> assignment(Word word) {
        if (!(word.parts().get(0) instanceof Word.Text first) || first.quoted()) {
            return Optional.empty();
        }
        int equals = first.text().indexOf('=');
        String name = equals < 1 ? "" : first.text().substring(0, equals);
        boolean named = !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> WordReader.isNamed((char) c));
        if (!named) {
            return Optional.empty();
        }
        List<Word.Part> value = new ArrayList<>();
        if (equals + 1 < first.text().length()) {
            value.add(new Word.Text(first.text().substring(equals + 1), false));
        }
        value.addAll(word.parts().subList(1, word.parts().size()));
        return Optional.of(new Assignment(name, new Word(value)));
    }
}
