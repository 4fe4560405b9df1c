package dev.plimsoll.report.format.markdown;

import dev.plimsoll.report.MarkdownText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes Markdown (GitHub's, with tables) in which names from images stay text: they open no link, tag, cell or heading. */
final class Markdown {
    private static final int CELL = 300;

    private final OutputStream out;

    Markdown(OutputStream out) {
        this.out = out;
    }

    /** Text of others as text. */
    static String text(String untrusted) {
        return MarkdownText.plain(untrusted, CELL);
    }

    /** A command or name as code. */
    static String code(String untrusted) {
        return MarkdownText.code(untrusted, CELL);
    }

    /** A command or name as code in a table, where a bar would end the cell even in code. */
    static String cellCode(String untrusted) {
        return code(untrusted).replace("|", "\\|");
    }

    void line(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    void blank() throws IOException {
        out.write('\n');
    }

    void heading(int level, String title) throws IOException {
        line("#".repeat(level) + " " + title);
        blank();
    }

    void tableHead(List<String> titles) throws IOException {
        row(titles);
        line("| " + String.join(" | ", titles.stream().map(title -> "---").toList()) + " |");
    }

    void row(List<String> cells) throws IOException {
        line("| " + String.join(" | ", cells) + " |");
    }
}
