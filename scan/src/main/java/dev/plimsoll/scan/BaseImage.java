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
    private static final String SCRATCH = "scratch";

    public BaseImage {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(layers, "layers is null");
        Objects.requireNonNull(knownBy, "knownBy is null");
    }

    /** What is said of an image that was built on nothing, as {@code FROM scratch} says it. */
    static BaseImage scratch(String knownBy) {
        return new BaseImage(SCRATCH, OptionalInt.of(0), knownBy);
    }

    static boolean isScratch(String name) {
        return name.equals(SCRATCH);
    }

    /** Whether the image was built on nothing. */
    public boolean isScratch() {
        return isScratch(name);
    }
}
