package dev.plimsoll.report.format.text;

import dev.plimsoll.base.SafeText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Lines of text as UTF-8; values from images and feeds go through {@link #field}. */
final class TextWriter {
    private static final int LABEL_WIDTH = 18;

    private final Writer out;
    private final Style style;

    TextWriter(OutputStream out, Style style) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 64 * 1024);
        this.style = style;
    }

    Style style() {
        return style;
    }

    /** A line of our own words; untrusted parts of it must have gone through {@link SafeText}. */
    void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }

    void line() throws IOException {
        out.write('\n');
    }

    void heading(String text) throws IOException {
        line();
        line(style.bold("## " + text));
        line();
    }

    /** A label and an untrusted value; nothing if the value is empty. */
    void field(int indent, String label, String value) throws IOException {
        if (!value.isEmpty()) {
            line(" ".repeat(indent) + label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + ": "
                    + SafeText.line(value));
        }
    }

    void flush() throws IOException {
        out.flush();
    }
}
