package dev.plimsoll.image.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.ImageFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code manifest.json} of a docker archive. */
final class ManifestList {
    private ManifestList() {}

    /**
     * The images of the archive, in its order.
     *
     * @throws PlimsollException IMAGE_CORRUPT, LIMIT_EXCEEDED
     */
    static List<ArchivedImage> read(byte[] json, String what, Limits limits) {
        JsonNode tree;
        try {
            tree = SafeJson.within(limits).readTree(json, what);
        } catch (IOException e) {
            throw ImageFailures.of(e, what);
        }
        if (!tree.isArray() || tree.isEmpty()) {
            throw ImageFailures.corrupt(what + " names no images");
        }
        List<ArchivedImage> images = new ArrayList<>();
        for (JsonNode node : tree) {
            String config = node.path("Config").asText("");
            if (config.isEmpty() || !node.path("Layers").isArray()) {
                throw ImageFailures.corrupt(what + ": image " + images.size() + " has no Config or no Layers");
            }
            images.add(new ArchivedImage(config, texts(node.path("RepoTags")), texts(node.path("Layers"))));
        }
        return images;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText("")));
        return texts;
    }
}
