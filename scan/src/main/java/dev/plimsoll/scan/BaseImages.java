package dev.plimsoll.scan;

import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Finds out which image another was built on: by the user's word, its labels or its provenance, proved by a common prefix of diff
 * ids.
 */
final class BaseImages {
    private static final String BASE_NAME = "org.opencontainers.image.base.name";
    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    private final BaseLayers baseLayers;

    BaseImages(Function<ImageReference, Image> opener) {
        this.baseLayers = new BaseLayers(opener);
    }

    /** Whether only its provenance could tell an image's base; reading it costs a registry's answers. */
    static boolean needsProvenance(ImageInfo image, ScanOptions options) {
        return options.base().isEmpty()
                && image.labels().getOrDefault(BASE_NAME, "").isEmpty();
    }

    /** The base image; what could not be found out goes to {@code notes}. */
    Optional<BaseImage> find(ImageInfo image, Provenance provenance, ScanOptions options, List<String> notes) {
        if (options.base().isPresent()) {
            ImageReference base = options.base().get();
            return Optional.of(look(image, base, base.toString(), "--base", notes));
        }
        String name = image.labels().getOrDefault(BASE_NAME, "");
        if (name.isEmpty()) {
            return new ProvenBase(baseLayers).find(image, provenance, options.resolveBase(), notes);
        }
        if (BaseImage.isScratch(name)) {
            return Optional.of(BaseImage.scratch("label " + BASE_NAME));
        }
        String digest = image.labels().getOrDefault(BASE_DIGEST, "");
        if (!options.resolveBase()) {
            return Optional.of(new BaseImage(name, OptionalInt.empty(), "label " + BASE_NAME));
        }
        ImageReference reference = new ImageReference(Scheme.IMAGE, digest.isEmpty() ? name : name + "@" + digest);
        return Optional.of(look(image, reference, name, "label " + BASE_NAME, notes));
    }

    private BaseImage look(ImageInfo image, ImageReference reference, String name, String knownBy, List<String> notes) {
        Optional<OptionalInt> layers = baseLayers.of(image, reference, name, notes);
        if (layers.filter(OptionalInt::isEmpty).isPresent()) {
            notes.add("base image " + name + " is not what this image was built on: their layers differ");
        }
        return new BaseImage(name, layers.orElse(OptionalInt.empty()), knownBy);
    }
}
