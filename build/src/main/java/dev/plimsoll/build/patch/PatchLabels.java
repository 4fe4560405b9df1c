package dev.plimsoll.build.patch;

import dev.plimsoll.base.Digest;
import dev.plimsoll.build.spec.BuildLabels;
import dev.plimsoll.image.ImageInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a patched image says of its patch. */
final class PatchLabels {
    /** Digest of the image that was patched. */
    static final String BASE = "security.patch-base";

    /** Suites that the new packages come from, with their dates. */
    static final String LEVEL = "security.patch-level";

    /** Date of the newest of those. */
    static final String DATE = "security.patch-date";

    private PatchLabels() {}

    /**
     * The image that stands below a patch's layer.
     *
     * @param digest of its manifest, else of its configuration; empty if it has none
     * @param name of it; empty if it has none
     */
    record Base(Optional<String> digest, Optional<String> name) {
        /** An image as it was opened. */
        static Base of(ImageInfo image) {
            return new Base(image.digest().or(image::imageId).map(Digest::toString), image.name());
        }

        /** The image that a former patch says it patched. */
        static Base of(FormerPatch former) {
            return new Base(Optional.of(former.base()), Optional.empty());
        }
    }

    static Map<String, String> of(Base base, PatchPlan plan) {
        Map<String, String> labels = new HashMap<>();
        if (!plan.patchLevel().isEmpty()) {
            labels.put(LEVEL, plan.patchLevel());
        }
        labels.put(DATE, plan.date().toString());
        base.digest().ifPresent(digest -> labels.put(BASE, digest));
        return labels;
    }

    /** The labels that name the base stay those of the image: they say what it was built on. */
    static Map<String, String> annotations(Base base, PatchPlan plan) {
        Map<String, String> annotations = new HashMap<>(of(base, plan));
        annotations.put(BuildLabels.CREATED, plan.date().toString());
        base.digest().ifPresent(digest -> annotations.put(BuildLabels.BASE_DIGEST, digest));
        base.name().ifPresent(name -> annotations.put(BuildLabels.BASE_NAME, name));
        return annotations;
    }
}
