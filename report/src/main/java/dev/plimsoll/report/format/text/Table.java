package dev.plimsoll.report.format.text;

import java.io.IOException;
import java.util.List;

/** Aligned columns; the first row is the heading. Cells are safe text already. */
final class Table {
    private Table() {}

    static void write(TextWriter out, List<String[]> rows) throws IOException {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        boolean heading = true;
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]);
                if (i + 1 < row.length) {
                    line.append(" ".repeat(widths[i] - length(row[i]) + 2));
                }
            }
            out.line(heading ? out.style().bold(line.toString()) : line.toString());
            heading = false;
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
