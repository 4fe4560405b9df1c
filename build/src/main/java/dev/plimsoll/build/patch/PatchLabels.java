package dev.plimsoll.build.patch;

import dev.plimsoll.base.Digest;
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

    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";
    private static final String BASE_NAME = "org.opencontainers.image.base.name";
    private static final String CREATED = "org.opencontainers.image.created";

    private PatchLabels() {}

    static Map<String, String> of(ImageInfo base, PatchPlan plan) {
        Map<String, String> labels = new HashMap<>();
        if (!plan.patchLevel().isEmpty()) {
            labels.put(LEVEL, plan.patchLevel());
        }
        labels.put(DATE, plan.date().toString());
        digest(base).ifPresent(digest -> labels.put(BASE, digest.toString()));
        return labels;
    }

    /** The labels that name the base stay those of the image: they say what it was built on. */
    static Map<String, String> annotations(ImageInfo base, PatchPlan plan) {
        Map<String, String> annotations = new HashMap<>(of(base, plan));
        annotations.put(CREATED, plan.date().toString());
        digest(base).ifPresent(digest -> annotations.put(BASE_DIGEST, digest.toString()));
        base.tags().stream().findFirst().ifPresent(tag -> annotations.put(BASE_NAME, tag));
        return annotations;
    }

    private static Optional<Digest> digest(ImageInfo base) {
        return base.digest().or(base::imageId);
    }
}
