package dev.plimsoll.scan;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Finds out which image another was built on: by the user's word or its labels, proved by a common prefix of diff ids. */
final class BaseImages {
    private static final String BASE_NAME = "org.opencontainers.image.base.name";
    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    private final Function<ImageReference, Image> opener;

    BaseImages(Function<ImageReference, Image> opener) {
        this.opener = opener;
    }

    /** The base image; what could not be found out goes to {@code notes}. */
    Optional<BaseImage> find(ImageInfo image, ScanOptions options, List<String> notes) {
        if (options.base().isPresent()) {
            ImageReference base = options.base().get();
            return Optional.of(look(image, base, base.toString(), "--base", notes));
        }
        String name = image.labels().getOrDefault(BASE_NAME, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String digest = image.labels().getOrDefault(BASE_DIGEST, "");
        if (!options.resolveBase()) {
            return Optional.of(new BaseImage(name, OptionalInt.empty(), "label " + BASE_NAME));
        }
        ImageReference reference = new ImageReference(Scheme.IMAGE, digest.isEmpty() ? name : name + "@" + digest);
        return Optional.of(look(image, reference, name, "label " + BASE_NAME, notes));
    }

    private BaseImage look(ImageInfo image, ImageReference reference, String name, String knownBy, List<String> notes) {
        try (Image base = opener.apply(reference)) {
            OptionalInt layers = commonPrefix(image.layers(), base.info().layers());
            if (layers.isEmpty()) {
                notes.add("base image " + name + " is not what this image was built on: their layers differ");
            }
            return new BaseImage(name, layers, knownBy);
        } catch (PlimsollException e) {
            notes.add("base image " + name + " could not be looked at: " + e.getMessage());
            return new BaseImage(name, OptionalInt.empty(), knownBy);
        }
    }

    /** All layers of the base must be the image's lowest, by diff id. */
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
