package dev.plimsoll.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A part of a statement that says one thing.
 *
 * @param text without white space around it
 */
record Sentence(String text) {
    Sentence {
        Objects.requireNonNull(text, "text is null");
    }

    /** Splits at full stops, semicolons, exclamation and question marks that end a word. */
    static List<Sentence> split(String text) {
        List<Sentence> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean mark = ".;!?".indexOf(text.charAt(i)) >= 0;
            boolean wordEnds = i + 1 == text.length() || text.charAt(i + 1) == ' ';
            if (mark && wordEnds) {
                add(sentences, text.substring(start, i));
                start = i + 1;
            }
        }
        add(sentences, text.substring(start));
        return sentences;
    }

    private static void add(List<Sentence> sentences, String text) {
        String stripped = text.strip();
        if (!stripped.isEmpty()) {
            sentences.add(new Sentence(stripped));
        }
    }
}
