package dev.plimsoll.image.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.StoredImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The configuration of an image that stands on another: the other's, every member of it, with what has changed. */
final class BaseConfig {
    private static final String WHAT = "the configuration of the image that is changed";

    private BaseConfig() {}

    static byte[] with(NewImage image, StoredImage base, List<WrittenLayer> layers) {
        ObjectNode json = read(base);
        String created = image.created().truncatedTo(ChronoUnit.SECONDS).toString();
        json.put("created", created);
        ObjectNode labels = object(object(json, "config"), "Labels");
        image.labels().forEach(labels::put);
        ObjectNode root = object(json, "rootfs");
        root.put("type", "layers");
        ArrayNode diffIds = root.putArray("diff_ids");
        layers.forEach(layer -> diffIds.add(layer.diffId().toString()));
        ArrayNode history = json.get("history") instanceof ArrayNode there ? there : json.putArray("history");
        for (LayerContent layer : image.layers()) {
            history.addObject().put("created", created).put("created_by", layer.createdBy());
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode read(StoredImage base) {
        try {
            JsonNode json = SafeJson.within(Limits.DEFAULT).readTree(base.config(), WHAT);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.IMAGE_CORRUPT, String.valueOf(e.getMessage()), e);
        }
        throw new PlimsollException(ErrorCode.IMAGE_CORRUPT, WHAT + " is no JSON object");
    }

    /** A member that tools also write as null. */
    private static ObjectNode object(ObjectNode json, String name) {
        return json.get(name) instanceof ObjectNode there ? there : json.putObject(name);
    }
}
