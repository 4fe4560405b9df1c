package dev.plimsoll.report.format.vex;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.SafeText;
import java.io.IOException;

/** The small things of which CycloneDX documents are made. */
final class Cdx {
    private static final int LONGEST = 10_000;

    private Cdx() {}

    /** A field, or nothing where there is no text. */
    static void field(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, SafeText.oneLine(text, LONGEST));
        }
    }

    /** A property under our own name. */
    static void property(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStartObject();
            json.writeStringField("name", "plimsoll:" + name);
            json.writeStringField("value", SafeText.oneLine(text, LONGEST));
            json.writeEndObject();
        }
    }

    /** Who says something. */
    static void source(JsonGenerator json, String name) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("name", name.isEmpty() ? "unknown" : SafeText.oneLine(name, LONGEST));
        json.writeEndObject();
    }
}
