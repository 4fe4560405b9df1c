package dev.plimsoll.build.rebase;

import dev.plimsoll.build.spec.BuildLabels;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.write.NewImage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an image says of the new base that it was put on. */
final class NewBase {
    /** Labels that name the base, and follow the new one whatever the image says. */
    static final Set<String> LABELS = Set.of(BuildLabels.BASE_NAME, BuildLabels.BASE_DIGEST);

    private NewBase() {}

    /**
     * The image to be written.
     *
     * @param name of it; may be empty
     * @param child the image as it was; it states a platform
     * @param stored its layers on those of the new base
     */
    static NewImage image(String name, ImageInfo child, ImageInfo onto, StoredImage stored) {
        Map<String, String> labels = new HashMap<>();
        onto.digest().or(onto::imageId).ifPresent(digest -> labels.put(BuildLabels.BASE_DIGEST, digest.toString()));
        onto.name().ifPresent(known -> labels.put(BuildLabels.BASE_NAME, known));
        return image(name, child, date(child, onto), labels, stored);
    }

    /** An image that stands on the new base already, as it is. */
    static NewImage unchanged(String name, LocalImage child) {
        Instant created = child.info().created().orElse(Instant.EPOCH);
        return image(name, child.info(), created, Map.of(), child.stored());
    }

    private static NewImage image(
            String name, ImageInfo child, Instant created, Map<String, String> labels, StoredImage stored) {
        Map<String, String> annotations = new HashMap<>(labels);
        annotations.put(BuildLabels.CREATED, created.toString());
        return new NewImage(
                name,
                child.platform().orElseThrow(),
                RunConfig.NONE,
                labels,
                created,
                "",
                List.of(),
                annotations,
                List.of(),
                Optional.of(stored));
    }

    /** The later date of both. */
    private static Instant date(ImageInfo child, ImageInfo onto) {
        Instant one = child.created().orElse(Instant.EPOCH);
        Instant other = onto.created().orElse(Instant.EPOCH);
        return one.isBefore(other) ? other : one;
    }
}
