package dev.plimsoll.scan;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What is known of the image that a scanned image was built on.
 *
 * @param name as the label, provenance or user names it
 * @param layers how many of the lowest layers are its own; empty if it could not be looked at
 * @param knownBy how it is known, for people: {@code label org.opencontainers.image.base.name}, {@code --base}, …
 */
public record BaseImage(String name, OptionalInt layers, String knownBy) {
    public BaseImage {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(layers, "layers is null");
        Objects.requireNonNull(knownBy, "knownBy is null");
    }
}
