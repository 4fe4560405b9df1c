package dev.plimsoll.image.target;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.target.docker.ArchiveTarget;
import dev.plimsoll.image.target.engine.EngineTarget;
import dev.plimsoll.image.target.oci.OciLayoutTarget;
import dev.plimsoll.image.target.registry.RegistryTarget;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenIndex;
import java.util.List;
import java.util.Optional;

/** The door: all places that images can be written to, and the way to write one. */
public final class ImageTargets {
    private static final List<ImageTarget> ALL = List.of(
            new OciLayoutTarget(), //
            new ArchiveTarget(), //
            new EngineTarget(), //
            new RegistryTarget());

    private ImageTargets() {}

    /** All targets. */
    public static List<ImageTarget> all() {
        return ALL;
    }

    /**
     * Writes an image, whole or not at all.
     *
     * @throws PlimsollException USAGE for a form that can't be written; or what the target says
     */
    public static WrittenImage write(NewImage image, ImageReference reference, WriteOptions options) {
        return target(reference).write(image, reference, options);
    }

    /**
     * Writes the images of several platforms under one index, all or none.
     *
     * @param images one at least
     * @throws PlimsollException as {@link #write}; USAGE for a form that holds one platform only
     */
    public static WrittenIndex writeAll(List<NewImage> images, ImageReference reference, WriteOptions options) {
        return target(reference).writeAll(images, reference, options);
    }

    /** Whether a place holds the image of one platform only: an archive of docker, and the engine. */
    public static boolean holdsOne(ImageReference reference) {
        return reference.scheme() == Scheme.ARCHIVE || reference.scheme() == Scheme.LOCAL;
    }

    /** The name that an image has in a place, if the place is one: in a registry, and in the engine. */
    public static Optional<String> name(ImageReference reference) {
        boolean named = reference.scheme() == Scheme.REGISTRY || reference.scheme() == Scheme.LOCAL;
        return named ? Optional.of(reference.place()) : Optional.empty();
    }

    private static ImageTarget target(ImageReference reference) {
        return ALL.stream()
                .filter(target -> target.writes(reference))
                .findFirst()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.USAGE,
                        "'" + reference + "' is no place that an image can be written to; known are oci-dir://DIR,"
                                + " archive://FILE, registry://NAME and local://NAME"));
    }
}
