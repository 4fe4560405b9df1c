package dev.plimsoll.image.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.image.StoredImage;
import java.nio.charset.StandardCharsets;

/**
 * Takes away how an image asks to be run: user, entry point, environment, volumes, health check. What is left are its files, for those
 * who run something else in it, and want to find in its layers what that changes.
 */
public final class WithoutSettings {
    private WithoutSettings() {}

    /**
     * The image without them.
     *
     * @throws dev.plimsoll.base.PlimsollException IMAGE_CORRUPT if its configuration can't be read
     */
    public static StoredImage of(StoredImage image) {
        ObjectNode json = BaseConfig.read(image);
        json.remove("config");
        return new StoredImage(json.toString().getBytes(StandardCharsets.UTF_8), image.layers());
    }
}
