package dev.plimsoll.image.target;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.target.docker.ArchiveTarget;
import dev.plimsoll.image.target.engine.EngineTarget;
import dev.plimsoll.image.target.oci.OciLayoutTarget;
import dev.plimsoll.image.target.registry.RegistryTarget;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import java.util.List;

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
        return ALL.stream()
                .filter(target -> target.writes(reference))
                .findFirst()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.USAGE,
                        "'" + reference + "' is no place that an image can be written to; known are oci-dir://DIR,"
                                + " archive://FILE, registry://NAME and local://NAME"))
                .write(image, reference, options);
    }
}
