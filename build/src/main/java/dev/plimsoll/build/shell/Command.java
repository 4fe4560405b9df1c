package dev.plimsoll.build.shell;

import java.util.List;
import java.util.Optional;

/**
 * A command of a shell script, as it was read.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html">POSIX shell command language</a>
 */
public sealed interface Command {

    /** A name with arguments, perhaps none: then assignments and redirections are all. */
    record Simple(List<Assignment> assignments, List<Word> words, List<Redirect> redirects, int line)
            implements Command {
        public Simple {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
            redirects = List.copyOf(redirects);
        }
    }

    /** A variable that is set. */
    record Assignment(String name, Word value) {}

    /** Commands of which each reads what the one before it writes. */
    record Pipeline(List<Command> parts, boolean negated, int line) implements Command {
        public Pipeline {
            parts = List.copyOf(parts);
        }
    }

    /** {@code left && right}, or {@code left || right}. */
    record AndOr(Command left, boolean and, Command right) implements Command {}

    /** One after the other. */
    record Sequence(List<Command> commands) implements Command {
        public Sequence {
            commands = List.copyOf(commands);
        }
    }

    /** {@code if}; what {@code elif} says stands in {@code otherwise}. */
    record If(Command condition, Command then, Command otherwise) implements Command {}

    /** {@code case}. */
    record Case(Word word, List<Arm> arms, int line) implements Command {
        public Case {
            arms = List.copyOf(arms);
        }
    }

    /** One arm of {@code case}. */
    record Arm(List<Word> patterns, Command body) {
        public Arm {
            patterns = List.copyOf(patterns);
        }
    }

    /** {@code for}; without words it goes through the script's arguments. */
    record For(String name, Optional<List<Word>> words, Command body, int line) implements Command {}

    /** {@code while} or {@code until}. */
    record While(Command condition, Command body, boolean until, int line) implements Command {}

    /** Commands in braces or parentheses, or any that have redirections of their own. */
    record Group(Command body, List<Redirect> redirects, boolean subshell, int line) implements Command {
        public Group {
            redirects = List.copyOf(redirects);
        }
    }

    /** A function that is defined. */
    record Function(String name, Command body) implements Command {}
}
