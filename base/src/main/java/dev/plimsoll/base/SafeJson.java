package dev.plimsoll.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON readers with bounds on depth, size and number length, so that hostile JSON ends in an error and not in a full heap or stack.
 * The only place that makes a {@link JsonFactory}. Safe for use by several threads.
 */
public final class SafeJson {
    private final Limits limits;
    private final JsonFactory factory;
    private final ObjectMapper mapper;

    private SafeJson(Limits limits) {
        this.limits = limits;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.jsonDepth())
                        .maxStringLength(64 << 20)
                        .maxNumberLength(200)
                        .maxNameLength(64 * 1024)
                        .build())
                // Names come from images: interning or caching them would let an image fill the JVM's tables.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** JSON reading within {@code limits}. */
    public static SafeJson within(Limits limits) {
        return new SafeJson(limits);
    }

    /** For streaming; the depth of {@link Limits#jsonDepth()} holds, sizes are the caller's business. */
    public JsonFactory factory() {
        return factory;
    }

    /**
     * A small document as a tree; does not close {@code in}. A missing document (no bytes at all) is an error.
     *
     * @param what names the document in the error
     * @throws LimitExceededException if it is larger or deeper than the limits allow
     * @throws MalformedJsonException if it is not one JSON document
     */
    public JsonNode readTree(InputStream in, String what) throws IOException {
        return readTree(BoundedInput.readAll(in, limits.jsonBytes(), what), what);
    }

    /** As {@link #readTree(InputStream, String)}. */
    public JsonNode readTree(byte[] document, String what) throws IOException {
        try {
            JsonNode tree = mapper.readTree(document);
            if (tree == null || tree.isMissingNode()) {
                throw new MalformedJsonException(what + " is empty, not JSON", null);
            }
            return tree;
        } catch (com.fasterxml.jackson.core.exc.StreamConstraintsException e) {
            throw new LimitExceededException(what + ": JSON beyond the limits: " + firstLine(e));
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(what + " is not valid JSON: " + firstLine(e) + at(e), e);
        }
    }

    /** Takes a large object member by member. */
    @FunctionalInterface
    public interface MemberReader {
        /** One member; what is not asked of {@code value} is passed over. */
        void member(String name, MemberValue value) throws IOException;
    }

    /** Takes a large array element by element. */
    @FunctionalInterface
    public interface ElementReader {
        /** One element, which is held alone: what it was read from is forgotten. */
        void element(JsonNode element) throws IOException;
    }

    /** The value of the member that is being read; to be asked once, and only within {@link MemberReader#member}. */
    public interface MemberValue {
        /** All of it, if it has no more than {@link Limits#jsonBytes()}. */
        JsonNode tree() throws IOException;

        /** Its elements one by one, each of no more than {@link Limits#jsonBytes()}; a value that is no array is one element. */
        void elements(ElementReader reader) throws IOException;

        /**
         * Its own members one by one, in the same way.
         *
         * @return whether it is an object; if not, nothing was read and it can still be asked
         */
        boolean members(MemberReader reader) throws IOException;
    }

    /**
     * Reads an object of any size member by member, in the document's order; does not close {@code in}.
     *
     * @param what names the document in the error
     * @param whole whether nothing but white space may follow the object
     * @throws LimitExceededException if it is deeper, or one part of it larger, than the limits allow; the size of the whole is for
     *     the caller to bound
     * @throws MalformedJsonException if it is not one JSON object
     */
    public void readMembers(InputStream in, String what, boolean whole, MemberReader reader) throws IOException {
        new JsonMembers(mapper, limits.jsonBytes(), what).read(in, whole, reader);
    }

    /**
     * Reads an array of any size element by element; does not close {@code in}, of which nothing but white space may follow.
     *
     * @param what names the document in the error
     * @throws LimitExceededException as {@link #readMembers}, for one element
     * @throws MalformedJsonException if it is not one JSON array
     */
    public void readElements(InputStream in, String what, ElementReader reader) throws IOException {
        new JsonMembers(mapper, limits.jsonBytes(), what).readArray(in, reader);
    }

    static String firstLine(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return message.lines().findFirst().orElse("unreadable");
    }

    static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
