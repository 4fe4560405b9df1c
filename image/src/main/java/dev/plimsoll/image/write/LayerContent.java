package dev.plimsoll.image.write;

import java.util.List;
import java.util.Objects;

/**
 * A layer to be written.
 *
 * @param createdBy its line in the image's history
 * @param files in any order; the writer sorts them by path, parents first
 */
public record LayerContent(String createdBy, List<LayerFile> files) {
    public LayerContent {
        Objects.requireNonNull(createdBy, "createdBy is null");
        files = List.copyOf(files);
    }
}
