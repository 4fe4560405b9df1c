package dev.plimsoll.build.attest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.write.Attachment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says something of an image in a form that others can read: an in-toto statement. Objects are {@link Map}s, written in their own order,
 * arrays {@link Iterable}s; all else is text.
 *
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto statement 1</a>
 */
public final class Statement {
    private static final String TYPE = "https://in-toto.io/Statement/v1";
    private static final String IN_TOTO = "application/vnd.in-toto+json";
    private static final int LAST_PLAIN_ASCII = 126;

    private Statement() {}

    /** What is said, once the digest of the image's manifest is known. */
    @FunctionalInterface
    public interface Predicate {
        /** The predicate's members. */
        Map<String, ?> of(Digest manifest);
    }

    /**
     * A statement to lie beside an image.
     *
     * @param subject name of the image
     * @param predicateType address of the kind of what is said
     * @param created stated as its date
     */
    public static Attachment attachment(String subject, String predicateType, Instant created, Predicate predicate) {
        return new Attachment(
                IN_TOTO,
                IN_TOTO,
                (manifest, layers) -> json(statement(subject, manifest, predicateType, predicate.of(manifest))),
                Map.of(
                        "in-toto.io/predicate-type",
                        predicateType,
                        "org.opencontainers.image.created",
                        created.toString()));
    }

    private static Map<String, ?> statement(
            String subject, Digest manifest, String predicateType, Map<String, ?> predicate) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("_type", TYPE);
        statement.put("subject", List.of(new Material(subject, "", manifest).members()));
        statement.put("predicateType", predicateType);
        statement.put("predicate", predicate);
        return statement;
    }

    /** As bytes that are the same whatever the machine; text beyond ASCII is escaped. */
    public static byte[] json(Map<String, ?> document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.setHighestNonEscapedChar(LAST_PLAIN_ASCII);
            write(document, json);
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.INTERNAL, "could not write a statement: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> members) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                json.writeFieldName(member.getKey().toString());
                write(member.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> elements) {
            json.writeStartArray();
            for (Object element : elements) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else {
            json.writeString(value.toString());
        }
    }
}
