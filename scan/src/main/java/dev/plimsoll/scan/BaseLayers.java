package dev.plimsoll.scan;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Looks at an image that may be another's base: it is if all its layers are the other's lowest, by diff id. */
final class BaseLayers {
    private final Function<ImageReference, Image> opener;

    BaseLayers(Function<ImageReference, Image> opener) {
        this.opener = opener;
    }

    /** How many layers it gave, or empty inside if it is no base of this image; empty and a note if it could not be looked at. */
    Optional<OptionalInt> of(ImageInfo image, ImageReference reference, String name, List<String> notes) {
        try (Image base = opener.apply(reference)) {
            return Optional.of(commonPrefix(image.layers(), base.info().layers()));
        } catch (PlimsollException e) {
            notes.add("base image " + name + " could not be looked at: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static OptionalInt commonPrefix(List<Layer> image, List<Layer> base) {
        if (base.isEmpty() || base.size() > image.size()) {
            return OptionalInt.empty();
        }
        for (int i = 0; i < base.size(); i++) {
            if (base.get(i).diffId().isEmpty()
                    || !base.get(i).diffId().equals(image.get(i).diffId())) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(base.size());
    }
}
