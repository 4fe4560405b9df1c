package dev.plimsoll.image.dockerfile;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * For each layer of an image the line of a Dockerfile that brought it.
 *
 * @param layers by index of the layer; empty for one that no line is known of, and an empty list if the file is not the image's
 * @param problem why the file is not the image's, for people; empty if it is
 */
public record LayerLines(List<Optional<DockerfileLine>> layers, String problem) {
    /** Where no Dockerfile is known. */
    public static final LayerLines NONE = new LayerLines(List.of(), "no Dockerfile is known");

    public LayerLines {
        layers = List.copyOf(layers);
        Objects.requireNonNull(problem, "problem is null");
    }

    static LayerLines unknown(String problem) {
        return new LayerLines(List.of(), problem);
    }

    /** Whether the image was built from the file. */
    public boolean isKnown() {
        return problem.isEmpty();
    }

    /** The line that brought a layer; the {@code FROM} for those of the base image. */
    public Optional<DockerfileLine> of(int layer) {
        return layer >= 0 && layer < layers.size() ? layers.get(layer) : Optional.empty();
    }
}
