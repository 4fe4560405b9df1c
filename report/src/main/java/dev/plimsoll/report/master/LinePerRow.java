package dev.plimsoll.report.master;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/** Indents the outline of a document, and writes each row on one line: small enough to store, and still fit for diff and grep. */
final class LinePerRow implements PrettyPrinter {
    private static final String INDENTS = "\n" + "  ".repeat(16);

    private final int rows;
    private int depth;

    /** @param rows how deep rows lie; what is deeper stays on their line */
    LinePerRow(int rows) {
        this.rows = rows;
    }

    private void separate(JsonGenerator json) throws IOException {
        if (depth <= rows) {
            json.writeRaw(INDENTS, 0, 1 + 2 * depth);
        }
    }

    private void start(JsonGenerator json, char bracket) throws IOException {
        json.writeRaw(bracket);
        depth++;
    }

    private void end(JsonGenerator json, char bracket, int entries) throws IOException {
        depth--;
        if (entries > 0 && depth < rows) {
            separate(json);
        }
        json.writeRaw(bracket);
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator json) throws IOException {
        start(json, '{');
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
        end(json, '}', entries);
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        json.writeRaw(',');
        separate(json);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(": ");
    }

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        start(json, '[');
    }

    @Override
    public void writeEndArray(JsonGenerator json, int entries) throws IOException {
        end(json, ']', entries);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(',');
        separate(json);
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        separate(json);
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) throws IOException {
        separate(json);
    }
}
