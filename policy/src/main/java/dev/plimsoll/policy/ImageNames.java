package dev.plimsoll.policy;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import java.nio.file.Path;

/** Names of images as policies and reports use them. */
public final class ImageNames {
    private ImageNames() {}

    /** The image's repository: its name without tag and digest; for a file or directory without a name, that one's name. */
    public static String repository(ImageInfo image) {
        return switch (image.form()) {
            case IMAGE, LOCAL, REGISTRY -> withoutTag(image.reference().place());
            case ARCHIVE, OCI_DIR, SBOM, FS ->
                image.tags().isEmpty() || image.tags().get(0).isBlank()
                        ? fileName(image.reference().place())
                        : withoutTag(image.tags().get(0));
        };
    }

    /** Whether a pattern is about the image: it matches its repository, its name as the user wrote it, or a tag that it has. */
    public static boolean match(Glob pattern, ImageInfo image) {
        return pattern.matches(repository(image))
                || pattern.matches(image.reference().toString())
                || pattern.matches(image.reference().place())
                || image.tags().stream().anyMatch(pattern::matches);
    }

    /** What is known of the repository of an image that could not be opened. */
    public static String repository(ImageReference reference) {
        return switch (reference.scheme()) {
            case IMAGE, LOCAL, REGISTRY -> withoutTag(reference.place());
            case ARCHIVE, OCI_DIR, SBOM, FS -> fileName(reference.place());
        };
    }

    private static String withoutTag(String name) {
        int digest = name.indexOf('@');
        String named = digest < 0 ? name : name.substring(0, digest);
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    }

    private static String fileName(String place) {
        Path name = place.isEmpty()
                ? null
                : Path.of(place).toAbsolutePath().normalize().getFileName();
        return name == null ? place : name.toString();
    }
}
