package dev.plimsoll.image.dockerfile;

import dev.plimsoll.image.dockerfile.HistoryLine.Form;
import java.util.ArrayList;
import java.util.List;

/** A {@code COPY} or {@code ADD} as the history of an image has it: variables are filled in, flags come and go. */
final class CopyText {
    private static final String IN = " in ";

    private CopyText() {}

    static boolean isIn(HistoryLine line, Instruction copy) {
        List<String> words = copy.jsonWords()
                .orElseGet(() -> List.of(Words.single(copy.withoutFlags()).split(" ", -1)));
        if (words.size() < 2) {
            return false;
        }
        return line.form() == Form.CLASSIC
                ? isClassic(line.text(), words.get(words.size() - 1))
                : isWritten(line.text(), words);
    }

    /** {@code file:HASH in /to}: what was copied is only there as a hash, so the destination has to do. */
    private static boolean isClassic(String text, String destination) {
        int in = text.indexOf(IN);
        if (in < 0) {
            return false;
        }
        String there = text.substring(in + IN.length());
        if (Template.of(destination).matches(there)) {
            return true;
        }
        // Some write it from the working directory on, others from the root.
        String relative = withoutDots(destination);
        return !destination.startsWith("/")
                && there.startsWith("/")
                && (relative.isEmpty()
                        || Template.of("/" + relative).afterAnything().matches(there));
    }

    private static String withoutDots(String path) {
        String rest = path;
        while (rest.startsWith("./")) {
            rest = rest.substring(2);
        }
        return rest.equals(".") ? "" : rest;
    }

    private static boolean isWritten(String text, List<String> words) {
        List<String> there = new ArrayList<>(List.of(text.split(" ", -1)));
        while (!there.isEmpty() && there.get(0).startsWith("--")) {
            there.remove(0);
        }
        StringBuilder written = new StringBuilder();
        for (String word : words) {
            written.append(written.isEmpty() ? "" : " ")
                    .append(HereName.of(word).map(name -> "<<" + name.name()).orElse(word));
        }
        return Template.of(Words.single(written.toString())).matches(String.join(" ", there));
    }
}
