package dev.plimsoll.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import java.util.ArrayList;
import java.util.List;

/** Reads OCI manifests and Docker's of version 2, schema 2. Internal to this module. */
public final class ManifestReader {
    private ManifestReader() {}

    /**
     * The manifest of one image.
     *
     * @param what names the document in errors
     * @throws PlimsollException IMAGE_CORRUPT; UNSUPPORTED_FORMAT for an artifact that is no image, or Docker's schema 1
     */
    public static Manifest read(byte[] json, String what, Limits limits) {
        Fields fields = Fields.parse(json, what, limits);
        if (fields.node("schemaVersion").asInt(2) == 1) {
            throw unsupported(what + " is a Docker manifest of schema 1, which no current registry or engine writes;"
                    + " push the image again with a current tool");
        }
        if (!fields.has("config")) {
            throw fields.wrong("config", "is missing: this is no image manifest");
        }
        Descriptor config = IndexReader.descriptor(fields.node("config"), what + ", config");
        if (!MediaTypes.isConfig(config.mediaType())) {
            throw unsupported(what + " is not an image but an artifact: its config is of type '"
                    + FileNames.printable(config.mediaType()) + "'");
        }
        List<Descriptor> layers = new ArrayList<>();
        for (JsonNode layer : fields.array("layers")) {
            layers.add(IndexReader.descriptor(layer, what + ", layer " + layers.size()));
        }
        return new Manifest(config, layers, fields.texts("annotations"));
    }

    private static PlimsollException unsupported(String message) {
        return new PlimsollException(ErrorCode.UNSUPPORTED_FORMAT, message);
    }
}
