package dev.plimsoll.report.master;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the parts of a master lie in its file, found in one skim that also proves that all of it is JSON: rows are then read without
 * going through what lies before them.
 *
 * @param members of the document, but for its images
 * @param images the members of each image
 */
record MasterIndex(Map<String, Span> members, List<Map<String, Span>> images) {
    private static final int MOST_IMAGES = 10_000;

    /** From a value's first byte to behind its last. */
    record Span(long start, long end) {
        long length() {
            return end - start;
        }
    }

    /** @param file names the document in errors */
    static MasterIndex of(InputStream in, String file) throws IOException {
        try (JsonParser parser =
                SafeJson.within(Limits.DEFAULT).factory().createParser(new BufferedInputStream(in, 1 << 16))) {
            return new Skim(parser, file).document();
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw Fields.refused(
                    file,
                    "it is not whole, or not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("") + where);
        }
    }

    private static final class Skim {
        private final JsonParser parser;
        private final String file;
        private final List<Map<String, Span>> images = new ArrayList<>();

        Skim(JsonParser parser, String file) {
            this.parser = parser;
            this.file = file;
        }

        MasterIndex document() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Fields.refused(file, "it is no JSON object");
            }
            Map<String, Span> members = members("");
            if (parser.nextToken() != null) {
                throw Fields.refused(file, "it goes on after its end");
            }
            return new MasterIndex(members, images);
        }

        private Map<String, Span> members(String place) throws IOException {
            Map<String, Span> members = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                Span span = place.isEmpty() && name.equals("images") ? images() : value();
                if (members.put(name, span) != null) {
                    throw Fields.refused(file, place + name + " is there twice");
                }
                if (members.size() > 100) {
                    throw Fields.refused(file, "more than 100 fields in " + (place.isEmpty() ? "it" : place));
                }
            }
            return members;
        }

        private Span images() throws IOException {
            long start = offset() - 1;
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw Fields.refused(file, "images should be a list");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT || images.size() >= MOST_IMAGES) {
                    throw Fields.refused(
                            file, "images[" + images.size() + "] should be an object, of at most " + MOST_IMAGES);
                }
                images.add(members("images[" + images.size() + "]."));
            }
            return new Span(start, offset());
        }

        /** A text or number is read whole, with what SafeJson allows; of these there are few. */
        private Span value() throws IOException {
            if (parser.currentToken().isStructStart()) {
                long start = offset() - 1;
                parser.skipChildren();
                return new Span(start, offset());
            }
            long start = parser.currentTokenLocation().getByteOffset();
            parser.finishToken();
            return new Span(start, offset());
        }

        private long offset() {
            return parser.currentLocation().getByteOffset();
        }
    }
}
