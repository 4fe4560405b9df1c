package dev.plimsoll.image.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One stage, with all that an image of it is made of: a stage that is built on an earlier one has that one's instructions before its own.
 *
 * @param from the {@code FROM} that names an image of elsewhere
 * @param scratch whether that is nothing
 * @param instructions in order, without {@code FROM}
 */
record Stage(Instruction from, boolean scratch, List<Instruction> instructions) {
    Stage {
        instructions = List.copyOf(instructions);
    }

    /** A stage that begins, built on another of the file or on an image. */
    static Stage begin(Instruction from, Map<String, Stage> named) {
        String base = words(from).get(0).toLowerCase(Locale.ROOT);
        Stage earlier = named.get(base);
        return earlier == null ? new Stage(from, base.equals("scratch"), List.of()) : earlier;
    }

    /** The name that a {@code FROM} gives its stage, or empty. */
    static String name(Instruction from) {
        List<String> words = words(from);
        return words.size() == 3 && words.get(1).equalsIgnoreCase("as")
                ? words.get(2).toLowerCase(Locale.ROOT)
                : "";
    }

    private static List<String> words(Instruction from) {
        return List.of(from.withoutFlags().split("\\s+", -1));
    }

    Stage with(Instruction instruction) {
        List<Instruction> more = new ArrayList<>(instructions);
        more.add(instruction);
        return new Stage(from, scratch, more);
    }

    /** Those that make layers in which there may be files, in order. */
    List<Instruction> layers() {
        return instructions.stream().filter(Instruction::makesLayer).toList();
    }
}
