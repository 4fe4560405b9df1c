package dev.plimsoll.report.format.csv;

import java.util.ArrayList;
import java.util.List;

/** The grammar of RFC 4180, and nothing beside it. */
final class StrictCsv {
    private final String text;
    private int at;

    private StrictCsv(String text) {
        this.text = text;
    }

    static List<List<String>> read(String text) {
        return new StrictCsv(text).records();
    }

    private List<List<String>> records() {
        List<List<String>> records = new ArrayList<>();
        while (at < text.length()) {
            List<String> record = new ArrayList<>();
            record.add(field());
            while (at < text.length() && text.charAt(at) == ',') {
                at++;
                record.add(field());
            }
            if (!text.startsWith("\r\n", at)) {
                throw new IllegalArgumentException("no line end at " + at);
            }
            at += 2;
            records.add(record);
        }
        return records;
    }

    private String field() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append(text.charAt(at++));
            } else {
                return field.toString();
            }
        }
    }
}
