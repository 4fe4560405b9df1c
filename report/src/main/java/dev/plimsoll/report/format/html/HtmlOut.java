package dev.plimsoll.report.format.html;

import dev.plimsoll.base.SafeText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes HTML: markup that stands in this package's sources as it is, and everything else as escaped text. */
final class HtmlOut {
    /** Longer text is cut: a name of a megabyte is no name. */
    private static final int LONGEST = 4000;

    private final Writer out;

    HtmlOut(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Markup of this package's own, never text that came from outside. */
    HtmlOut markup(String trusted) throws IOException {
        out.write(trusted);
        return this;
    }

    /** Text from anywhere, for an element's content or an attribute in double quotes. */
    HtmlOut text(String untrusted) throws IOException {
        String safe = SafeText.oneLine(untrusted, LONGEST);
        int start = 0;
        for (int i = 0; i < safe.length(); i++) {
            String entity = entity(safe.charAt(i));
            if (!entity.isEmpty()) {
                out.write(safe, start, i - start);
                out.write(entity);
                start = i + 1;
            }
        }
        out.write(safe, start, safe.length() - start);
        return this;
    }

    /** An element with nothing but text. */
    HtmlOut element(String tag, String cssClass, String untrusted) throws IOException {
        out.write('<');
        out.write(tag);
        if (!cssClass.isEmpty()) {
            attribute("class", cssClass);
        }
        out.write('>');
        text(untrusted);
        out.write("</");
        out.write(tag);
        out.write('>');
        return this;
    }

    /** An attribute of a tag that is open. */
    HtmlOut attribute(String name, String untrusted) throws IOException {
        markup(" ").markup(name).markup("=\"").text(untrusted);
        return markup("\"");
    }

    /** A term and what is said of it, in a list of definitions; nothing if there is nothing to say. */
    HtmlOut fact(String term, String untrusted) throws IOException {
        if (!untrusted.isEmpty()) {
            markup("<div>").element("dt", "", term).element("dd", "", untrusted).markup("</div>\n");
        }
        return this;
    }

    void flush() throws IOException {
        out.flush();
    }

    private static String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> "";
        };
    }
}
