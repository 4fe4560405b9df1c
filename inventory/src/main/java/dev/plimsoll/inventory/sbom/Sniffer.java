package dev.plimsoll.inventory.sbom;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tells a document's format by the first members of its outermost object, looking into an in-toto statement's predicate. */
final class Sniffer {
    /** How much of a document is looked at. */
    static final int PREFIX_BYTES = 1 << 20;

    private final List<SbomFormat> formats;
    private final Limits limits;
    private final String name;

    Sniffer(List<SbomFormat> formats, Limits limits, String name) {
        this.formats = formats;
        this.limits = limits;
        this.name = name;
    }

    /**
     * What was found.
     *
     * @param format empty for a signed envelope, whose payload is another document
     * @param offset where the SBOM's own object begins
     */
    record Found(Optional<SbomFormat> format, long offset) {}

    Found sniff(byte[] prefix, int length) throws IOException {
        try (JsonParser parser = SafeJson.within(limits).factory().createParser(prefix, 0, length)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Optional<Found> found = members(parser, 0);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } catch (JsonProcessingException e) {
            throw unknown("it is no JSON, or is cut off");
        }
        throw unknown("none of its first members is known");
    }

    private Optional<Found> members(JsonParser parser, long offset) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("payloadType")) {
                return Optional.of(new Found(Optional.empty(), offset));
            }
            if (member.equals("predicate") && value == JsonToken.START_OBJECT) {
                return members(parser, parser.currentTokenLocation().getByteOffset());
            }
            Optional<SbomFormat> format = formats.stream()
                    .filter(each -> each.members().contains(member))
                    .findFirst();
            if (format.isPresent()) {
                return Optional.of(new Found(format, offset));
            }
            // Older attestations have the document one level deeper.
            if (member.equals("Data") && value == JsonToken.START_OBJECT && offset > 0) {
                return members(parser, parser.currentTokenLocation().getByteOffset());
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }

    private PlimsollException unknown(String why) {
        return new PlimsollException(
                ErrorCode.UNSUPPORTED_FORMAT,
                name + " is not recognised as an SBOM: " + why
                        + "; give a CycloneDX 1.x or SPDX 2.x document in JSON, or an in-toto statement of one");
    }
}
