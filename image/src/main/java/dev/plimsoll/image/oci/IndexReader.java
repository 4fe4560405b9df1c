package dev.plimsoll.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads OCI indexes and Docker manifest lists. Internal to this module. */
public final class IndexReader {
    private IndexReader() {}

    /**
     * Whether a document is an index rather than a manifest: by its media type if it states one, else by its fields.
     *
     * @param what names the document in errors
     * @throws PlimsollException IMAGE_CORRUPT if it is no JSON object
     */
    public static boolean isIndex(byte[] json, String what, Limits limits) {
        Fields fields = Fields.parse(json, what, limits);
        String mediaType = fields.text("mediaType");
        return mediaType.isEmpty() ? fields.node("manifests").isArray() : MediaTypes.isIndex(mediaType);
    }

    /**
     * The descriptors of an index, in its order.
     *
     * @param what names the document in errors
     * @throws PlimsollException IMAGE_CORRUPT, LIMIT_EXCEEDED
     */
    public static List<Descriptor> read(byte[] json, String what, Limits limits) {
        Fields fields = Fields.parse(json, what, limits);
        if (!fields.node("manifests").isArray()) {
            throw fields.wrong("manifests", "is missing: this is no index");
        }
        List<Descriptor> descriptors = new ArrayList<>();
        for (JsonNode node : fields.array("manifests")) {
            descriptors.add(descriptor(node, what + ", manifest " + descriptors.size()));
        }
        return descriptors;
    }

    static Descriptor descriptor(JsonNode node, String what) {
        Fields fields = Fields.of(node, what);
        Optional<Platform> platform = fields.node("platform").isObject()
                ? Fields.of(fields.node("platform"), what).platform()
                : Optional.empty();
        long size = fields.node("size").isIntegralNumber() ? fields.node("size").longValue() : -1;
        return new Descriptor(
                fields.text("mediaType"), fields.digest("digest"), size, platform, fields.texts("annotations"));
    }
}
