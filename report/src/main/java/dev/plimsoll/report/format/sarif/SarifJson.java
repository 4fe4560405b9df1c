package dev.plimsoll.report.format.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.io.OutputStream;

/** How the file is written. */
final class SarifJson {
    private SarifJson() {}

    /** A generator that leaves its stream open and writes ASCII alone. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out);
        json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        // A document that an error ends is not to look like a whole one.
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        return json;
    }
}
