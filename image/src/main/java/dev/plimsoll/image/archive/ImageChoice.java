package dev.plimsoll.image.archive;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses one of several images of an archive. */
final class ImageChoice {
    private static final int MAX_LISTED = 20;

    private ImageChoice() {}

    /**
     * The image that {@code ref} names by a tag, an image id or the start of one; without it, the only one.
     *
     * @throws PlimsollException USAGE if there are several and no {@code ref}; PLATFORM_NOT_FOUND if it names none; both list them
     */
    static ArchivedImage choose(List<ArchivedImage> images, Optional<String> ref, String what) {
        if (ref.isEmpty()) {
            if (images.size() == 1) {
                return images.get(0);
            }
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    what + " holds " + images.size() + " images; choose one with --ref: " + list(images));
        }
        List<ArchivedImage> named =
                images.stream().filter(image -> isNamed(image, ref.get())).toList();
        if (named.isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.PLATFORM_NOT_FOUND,
                    what + " has no image '" + FileNames.printable(ref.get()) + "'; it has " + list(images));
        }
        return named.get(0);
    }

    private static boolean isNamed(ArchivedImage image, String ref) {
        String hex = ref.startsWith("sha256:") ? ref.substring(7) : ref;
        boolean byId = hex.length() >= 12 && image.id().startsWith(hex);
        return byId
                || image.tags().contains(ref)
                || image.tags().contains(ref + ":latest")
                || image.tags().contains("docker.io/" + ref)
                || image.tags().contains("docker.io/library/" + ref);
    }

    private static String list(List<ArchivedImage> images) {
        String listed = images.stream()
                .limit(MAX_LISTED)
                .map(image -> FileNames.printable(image.describe()))
                .collect(Collectors.joining("; "));
        return images.size() > MAX_LISTED ? listed + "; …" : listed;
    }
}
