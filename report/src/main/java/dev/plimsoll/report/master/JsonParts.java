package dev.plimsoll.report.master;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** What all parts of a document are written with. */
final class JsonParts {
    private JsonParts() {}

    /** Leaves {@code out} open, and a document that was given up unfinished. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out);
        // People look at it on terminals: bidirectional overrides and unpaired surrogates stand as escapes.
        json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        return json;
    }

    static void tool(JsonGenerator json, String version) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeStringField("name", "plimsoll");
        json.writeStringField("version", version);
        json.writeEndObject();
    }

    static void strings(JsonGenerator json, String field, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void optional(JsonGenerator json, String field, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get().toString());
        }
    }

    /** An enumerated value as documents name it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
