package dev.plimsoll.inventory;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where a component was found.
 *
 * @param path of the file that says it is installed, as {@link dev.plimsoll.image.FileEntry#path()}; inside archives with {@code !/}
 * @param layer index of the layer that file came from; empty where there are no layers
 */
public record Location(String path, OptionalInt layer) {
    public Location {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(layer, "layer is null");
    }
}
