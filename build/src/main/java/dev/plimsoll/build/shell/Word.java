package dev.plimsoll.build.shell;

import java.util.List;

/** A word of a command, which may become none, one or several when it is expanded. */
public record Word(List<Part> parts) {
    public Word {
        parts = List.copyOf(parts);
    }

    /** A piece of a word; what is quoted is neither split nor taken for a pattern. */
    public sealed interface Part {}

    /** Text as it stands. */
    public record Text(String text, boolean quoted) implements Part {}

    /**
     * A variable's value.
     *
     * @param name of a variable, a number, or one of {@code @ * # ? $ ! -}
     * @param operator such as {@code :-} or {@code ##}; {@code length} for {@code ${#x}}; empty for the value itself
     * @param argument what stands behind the operator
     */
    public record Parameter(String name, String operator, Word argument, boolean quoted) implements Part {}

    /** What a command writes. */
    public record Substitution(Command command, boolean quoted) implements Part {}

    /** What an expression amounts to. */
    public record Arithmetic(Word expression, boolean quoted) implements Part {}

    /** The text of a word without expansions; empty if it has some or is quoted. */
    public String plain() {
        return parts.size() == 1 && parts.get(0) instanceof Text text && !text.quoted() ? text.text() : "";
    }
}
