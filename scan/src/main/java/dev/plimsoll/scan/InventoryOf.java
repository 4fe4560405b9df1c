package dev.plimsoll.scan;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.inventory.Inventory;
import java.util.Objects;

/**
 * An image and what is installed in it.
 *
 * @param image what the image, or the SBOM in its place, says of itself
 * @param inventory what is installed
 */
public record InventoryOf(ImageInfo image, Inventory inventory) {
    public InventoryOf {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(inventory, "inventory is null");
    }
}
