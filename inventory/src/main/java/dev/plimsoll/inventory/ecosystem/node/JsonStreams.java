package dev.plimsoll.inventory.ecosystem.node;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.inventory.ExtractorInput;
import java.io.IOException;
import java.io.InputStream;

/** Opens JSON files as streams, keeping one factory for as long as the limits stay the same. */
final class JsonStreams {
    private record Within(Limits limits, SafeJson json) {}

    private volatile Within last = new Within(Limits.DEFAULT, SafeJson.within(Limits.DEFAULT));

    /** Reads a JSON object whose start was already taken, up to and with its end. */
    interface ObjectReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** @throws IOException if the file is not exactly one JSON object, or is beyond the limits */
    <T> T read(ExtractorInput input, ObjectReader<T> reader) throws IOException {
        String path = input.entry().path();
        try (InputStream in =
                        BoundedInput.of(input.content().stream(), input.limits().jsonBytes(), path);
                JsonParser parser = json(input.limits()).factory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJsonException(path + " is not a JSON object", null);
            }
            T result = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(path + " has more after its JSON object", null);
            }
            return result;
        } catch (StreamConstraintsException e) {
            throw new LimitExceededException(path + ": JSON beyond the limits: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(path + " is not valid JSON: " + reason(e), e);
        }
    }

    /** Without the parser's remarks on where it read from, which is known. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        int remark = message.indexOf(" (start marker");
        return remark < 0 ? message : message.substring(0, remark);
    }

    private SafeJson json(Limits limits) {
        Within current = last;
        if (!current.limits().equals(limits)) {
            current = new Within(limits, SafeJson.within(limits));
            last = current;
        }
        return current.json();
    }

    /** The number of fields of an object whose start was taken. */
    static int countFields(JsonParser parser) throws IOException {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            parser.nextToken();
            parser.skipChildren();
            count++;
        }
        return count;
    }
}
