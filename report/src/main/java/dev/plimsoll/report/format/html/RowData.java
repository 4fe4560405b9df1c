package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.FindingRow;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All rows as data blocks of a bounded number of rows. Each block has its own table of strings, since neighbours share most of theirs;
 * {@code report.js} names the fields in the same order.
 */
final class RowData {
    private static final int ROWS_PER_BLOCK = 1000;
    private static final int LONGEST = 2000;
    private static final int EPSS_SCALE = 100_000;
    private static final int CVSS_SCALE = 10;

    private final HtmlOut html;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final StringBuilder strings = new StringBuilder();
    private final StringBuilder rows = new StringBuilder();
    private int waiting;

    RowData(HtmlOut html) {
        this.html = html;
        startBlock();
    }

    void add(int image, FindingRow row) throws IOException {
        rows.append(waiting == 0 ? "[" : ",\n[");
        rows.append(image).append(',').append(Words.SEVERITIES.indexOf(RowWords.severity(row)));
        string(row.id()).string(row.packageName()).string(row.packageVersion());
        string(row.fixState()).string(row.fixedVersion());
        scaled(row.epssScore(), EPSS_SCALE);
        string(row.knownExploitedSince().map(LocalDate::toString).orElse(""));
        rows.append(row.ransomware() ? ",1" : ",0");
        string(row.path());
        rows.append(',').append(row.layer().orElse(-1));
        string(row.introducedBy()).string(row.state()).string(row.why());
        string(row.remedyKind()).string(row.remedy()).string(row.summary());
        string(String.join(", ", row.aliases()));
        scaled(RowWords.score(row), CVSS_SCALE);
        string(RowWords.rating(row));
        string(row.published()
                .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC).toString())
                .orElse(""));
        string(RowWords.record(row)).string(RowWords.range(row)).string(RowWords.reference(row));
        rows.append(row.isNew() ? ",1]" : ",0]");
        if (++waiting == ROWS_PER_BLOCK) {
            endBlock();
        }
    }

    /** Writes what is still waiting. */
    void end() throws IOException {
        if (waiting > 0) {
            endBlock();
        }
    }

    private void startBlock() {
        indexes.clear();
        strings.setLength(0);
        rows.setLength(0);
        waiting = 0;
        indexes.put("", 0);
        strings.append("\"\"");
    }

    private void endBlock() throws IOException {
        html.markup("<script type=\"application/json\" class=\"rows\">{\"t\":[")
                .markup(strings.toString())
                .markup("],\n\"r\":[")
                .markup(rows.toString())
                .markup("]}</script>\n");
        startBlock();
    }

    private RowData string(String text) {
        Integer index = indexes.get(text);
        if (index == null) {
            index = indexes.size();
            indexes.put(text, index);
            strings.append(',').append(ScriptJson.quote(text, LONGEST));
        }
        rows.append(',').append(index.intValue());
        return this;
    }

    /** Whole numbers are shorter and quicker to write than decimals. */
    private void scaled(OptionalDouble value, int scale) {
        rows.append(',').append(value.isEmpty() ? -1 : Math.round(value.getAsDouble() * scale));
    }
}
