package dev.plimsoll.image.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.StoredImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes all layers off an image: what is left is its configuration, to stand below one layer that has everything. */
public final class WithoutLayers {
    private WithoutLayers() {}

    /**
     * The image without them; of its history the lines stay that made no layer.
     *
     * @throws PlimsollException IMAGE_CORRUPT if its configuration can't be read
     */
    public static StoredImage of(StoredImage image) {
        ObjectNode json = BaseConfig.read(image);
        if (json.get("history") instanceof ArrayNode history) {
            List<JsonNode> empty = new ArrayList<>();
            history.forEach(line -> {
                if (line.path("empty_layer").asBoolean(false)) {
                    empty.add(line);
                }
            });
            history.removeAll();
            history.addAll(empty);
        }
        if (json.path("rootfs").path("diff_ids") instanceof ArrayNode diffIds) {
            diffIds.removeAll();
        }
        return new StoredImage(json.toString().getBytes(StandardCharsets.UTF_8), List.of());
    }
}
