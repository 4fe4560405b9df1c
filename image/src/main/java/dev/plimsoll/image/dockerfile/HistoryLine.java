package dev.plimsoll.image.dockerfile;

import java.util.Set;

/**
 * One line of an image's history, as builders write it.
 *
 * @param kind what made it
 * @param form who wrote it
 * @param text the command or the arguments, with single blanks
 */
record HistoryLine(Kind kind, Form form, String text) {
    /** What a line is about. */
    enum Kind {
        RUN,
        COPY,
        ADD,
        /** An instruction that brings no files: {@code ENV}, {@code WORKDIR}, … */
        OTHER
    }

    /** How a builder writes. */
    enum Form {
        /** Docker's classic builder, Podman: {@code /bin/sh -c #(nop) COPY file:HASH in /to} and {@code /bin/sh -c make}. */
        CLASSIC,
        /** BuildKit: {@code RUN |1 A=b /bin/sh -c make # buildkit}. */
        BUILDKIT,
        /** Kaniko and others: the instruction as it was written. */
        WRITTEN
    }

    private static final String NOP = "#(nop)";
    private static final String BUILDKIT = "# buildkit";
    private static final Set<String> WITHOUT_FILES = Set.of(
            "ARG",
            "CMD",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    static HistoryLine of(String createdBy) {
        String text = createdBy.strip();
        boolean buildkit = text.endsWith(BUILDKIT);
        if (buildkit) {
            text = text.substring(0, text.length() - BUILDKIT.length()).strip();
        }
        int nop = text.indexOf(NOP);
        if (nop >= 0) {
            String said = text.substring(nop + NOP.length()).strip();
            return of(firstWord(said), said, Form.CLASSIC, Kind.OTHER);
        }
        return of(firstWord(text), text, buildkit ? Form.BUILDKIT : Form.WRITTEN, Kind.RUN);
    }

    private static HistoryLine of(String word, String text, Form form, Kind otherwise) {
        return switch (word) {
            case "RUN" -> new HistoryLine(Kind.RUN, form, Words.single(text.substring(word.length())));
            case "COPY" -> new HistoryLine(Kind.COPY, form, Words.single(text.substring(word.length())));
            case "ADD" -> new HistoryLine(Kind.ADD, form, Words.single(text.substring(word.length())));
            default ->
                WITHOUT_FILES.contains(word)
                        ? new HistoryLine(Kind.OTHER, form, Words.single(text))
                        : new HistoryLine(otherwise, Form.CLASSIC, Words.single(text));
        };
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
