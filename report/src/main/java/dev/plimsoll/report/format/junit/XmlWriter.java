package dev.plimsoll.report.format.junit;

import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** XML 1.0 as a stream. What XML can't hold in any form (controls, unpaired surrogates) stands as {@code \\uXXXX}. */
final class XmlWriter {
    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    XmlWriter(Writer out) throws IOException {
        this.out = out;
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** Begins an element; attributes are names and values by turns. */
    void start(String name, String... attributes) throws IOException {
        tag(name, List.of(attributes));
        out.write(">\n");
        open.push(name);
    }

    /** Ends the innermost element. */
    void end() throws IOException {
        out.write("</" + open.pop() + ">\n");
    }

    /** An element without content. */
    void empty(String name, String... attributes) throws IOException {
        tag(name, List.of(attributes));
        out.write("/>\n");
    }

    /** One line of text. */
    void line(String text) throws IOException {
        escaped(text);
        out.write('\n');
    }

    private void tag(String name, List<String> attributes) throws IOException {
        out.write("<" + name);
        for (int i = 0; i < attributes.size(); i += 2) {
            out.write(" " + attributes.get(i) + "=\"");
            escaped(attributes.get(i + 1));
            out.write('"');
        }
    }

    private void escaped(String text) throws IOException {
        String line = SafeText.line(text);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&apos;");
                default -> out.write(c);
            }
        }
    }
}
