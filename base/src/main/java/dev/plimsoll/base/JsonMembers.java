package dev.plimsoll.base;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads one large JSON object member by member, holding one part of it at a time. */
final class JsonMembers {
    private final ObjectMapper mapper;
    private final ObjectReader trees;
    private final long partBytes;
    private final String what;

    JsonMembers(ObjectMapper mapper, long partBytes, String what) {
        this.mapper = mapper;
        // What follows a part is the rest of the document.
        this.trees = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.partBytes = partBytes;
        this.what = what;
    }

    void read(InputStream in, boolean whole, SafeJson.MemberReader reader) throws IOException {
        parse(in, whole, JsonToken.START_OBJECT, parser -> {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                member(parser, reader);
            }
        });
    }

    void readArray(InputStream in, SafeJson.ElementReader reader) throws IOException {
        parse(in, true, JsonToken.START_ARRAY, parser -> elements(parser, reader));
    }

    private interface Walk {
        void over(Parts parser) throws IOException;
    }

    private void parse(InputStream in, boolean whole, JsonToken start, Walk walk) throws IOException {
        String kind = start == JsonToken.START_OBJECT ? "object" : "array";
        Counted counted = new Counted(in);
        try (Parts parser = new Parts(mapper.getFactory().createParser(counted), counted)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            JsonToken first = parser.nextToken();
            if (first != start) {
                throw new MalformedJsonException(
                        what + (first == null ? " is empty, not JSON" : " is not a JSON " + kind), null);
            }
            walk.over(parser);
            if (whole && parser.nextToken() != null) {
                throw new MalformedJsonException(what + " goes on after the end of its JSON " + kind, null);
            }
        } catch (StreamConstraintsException e) {
            throw new LimitExceededException(what + ": JSON beyond the limits: " + SafeJson.firstLine(e));
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(what + " is not valid JSON: " + SafeJson.firstLine(e) + SafeJson.at(e), e);
        }
    }

    private void elements(Parts parser, SafeJson.ElementReader reader) throws IOException {
        parser.startPart();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            reader.element(trees.readTree(parser));
            parser.startPart();
        }
        parser.unbounded();
    }

    private void member(Parts parser, SafeJson.MemberReader reader) throws IOException {
        String name = parser.currentName();
        parser.startPart();
        JsonToken start = parser.nextToken();
        Value value = new Value(parser, start);
        reader.member(name, value);
        if (!value.asked) {
            parser.unbounded();
            parser.skipChildren();
        }
        parser.unbounded();
    }

    private final class Value implements SafeJson.MemberValue {
        private final Parts parser;
        private final JsonToken start;
        private boolean asked;

        Value(Parts parser, JsonToken start) {
            this.parser = parser;
            this.start = start;
        }

        @Override
        public JsonNode tree() throws IOException {
            ask();
            return trees.readTree(parser);
        }

        @Override
        public void elements(SafeJson.ElementReader reader) throws IOException {
            if (start != JsonToken.START_ARRAY) {
                reader.element(tree());
                return;
            }
            ask();
            JsonMembers.this.elements(parser, reader);
        }

        @Override
        public boolean members(SafeJson.MemberReader reader) throws IOException {
            if (start != JsonToken.START_OBJECT) {
                return false;
            }
            ask();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                member(parser, reader);
            }
            return true;
        }

        private void ask() {
            if (asked) {
                throw new IllegalStateException("a value is read once");
            }
            asked = true;
        }
    }

    /** Fails when one part of the document takes more bytes than it may. */
    private final class Parts extends JsonParserDelegate {
        /** The parser reads ahead by at most one buffer. */
        private static final int BUFFER = 64 * 1024;

        private final Counted counted;
        private long end = Long.MAX_VALUE;

        Parts(JsonParser parser, Counted counted) {
            super(parser);
            this.counted = counted;
        }

        void startPart() {
            end = counted.bytes + partBytes + BUFFER;
        }

        void unbounded() {
            end = Long.MAX_VALUE;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            if (counted.bytes > end) {
                throw new LimitExceededException(
                        what + ": one part of it is larger than the limit of " + partBytes + " bytes");
            }
            return super.nextToken();
        }
    }

    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            bytes += Math.max(n, 0);
            return n;
        }
    }
}
