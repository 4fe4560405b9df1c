package dev.plimsoll.image.oci;

import java.util.List;
import java.util.Map;

/**
 * The manifest of one image. Internal to this module.
 *
 * @param config its configuration
 * @param layers lowest first
 * @param annotations as stated
 */
public record Manifest(Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
    public Manifest {
        layers = List.copyOf(layers);
        annotations = Map.copyOf(annotations);
    }
}
