package dev.plimsoll.image.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.StoredImage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes the uppermost layer off an image, with the last line of its history. */
public final class TopLayer {
    private TopLayer() {}

    /**
     * The image without it; date and labels stay as they are.
     *
     * @throws PlimsollException IMAGE_CORRUPT if its configuration can't be read
     */
    public static StoredImage removed(StoredImage image) {
        ObjectNode json = BaseConfig.read(image);
        if (json.path("rootfs").path("diff_ids") instanceof ArrayNode diffIds && !diffIds.isEmpty()) {
            diffIds.remove(diffIds.size() - 1);
        }
        if (json.get("history") instanceof ArrayNode history && !history.isEmpty()) {
            history.remove(history.size() - 1);
        }
        List<LayerBlob> layers = image.layers();
        return new StoredImage(
                json.toString().getBytes(StandardCharsets.UTF_8), layers.subList(0, Math.max(0, layers.size() - 1)));
    }
}
