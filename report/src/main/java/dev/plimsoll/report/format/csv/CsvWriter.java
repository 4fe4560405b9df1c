package dev.plimsoll.report.format.csv;

import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Records by RFC 4180, with fields that a spreadsheet takes for text and not for a formula. */
final class CsvWriter {
    /** What begins a formula, the forms of full width among them: some spreadsheets take these for the plain ones. */
    private static final String FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private final Writer out;

    CsvWriter(Writer out) {
        this.out = out;
    }

    void record(List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            field(harmless(fields.get(i)));
        }
        out.write("\r\n");
    }

    /** One line, and with an apostrophe before it where a spreadsheet would calculate. */
    static String harmless(String text) {
        String line = SafeText.line(text);
        String start = line.stripLeading();
        return !start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0 ? "'" + line : line;
    }

    private void field(String text) throws IOException {
        if (!needsQuotes(text)) {
            out.write(text);
            return;
        }
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                out.write('"');
            }
            out.write(text.charAt(i));
        }
        out.write('"');
    }

    /** Also for what separates fields in other countries' spreadsheets. */
    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("\",;\r\n".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return text.startsWith(" ") || text.endsWith(" ");
    }
}
