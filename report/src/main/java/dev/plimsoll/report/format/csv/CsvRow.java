package dev.plimsoll.report.format.csv;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One record, filled by column; what does not apply stays empty. */
final class CsvRow {
    /** The columns, in their order; new ones are added at the end. */
    enum Column {
        KIND,
        IMAGE,
        DIGEST,
        VERDICT,
        ID,
        ALIASES,
        SEVERITY,
        SCORE,
        SCORE_SOURCE,
        VECTOR,
        KNOWN_EXPLOITED_SINCE,
        EPSS_SCORE,
        PACKAGE,
        VERSION,
        ECOSYSTEM,
        PURL,
        PATH,
        LAYER,
        INTRODUCED_BY,
        FIX_STATE,
        FIXED_VERSION,
        REMEDY,
        STATE,
        REASON,
        DETAIL,
        PUBLISHED,
        NEW,
        FINGERPRINT,
        REFERENCE,
        DOCKERFILE
    }

    private final Map<Column, String> fields = new EnumMap<>(Column.class);

    CsvRow(String kind) {
        set(Column.KIND, kind);
    }

    CsvRow set(Column column, String text) {
        fields.put(column, text);
        return this;
    }

    List<String> fields() {
        return Arrays.stream(Column.values())
                .map(column -> fields.getOrDefault(column, ""))
                .toList();
    }

    static List<String> header() {
        return Arrays.stream(Column.values())
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
