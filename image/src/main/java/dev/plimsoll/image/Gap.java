package dev.plimsoll.image;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A place that could not be read, so that nothing can be said of what lies there. Every gap reaches every report.
 *
 * @param path path in the image, without a leading slash; with {@code !/} before a path inside an archive
 * @param layer index of the layer in {@link ImageInfo#layers()}; empty where there are no layers
 * @param reason the kind of cause
 * @param detail what was wrong, for people, one line
 */
public record Gap(String path, OptionalInt layer, Reason reason, String detail) {

    /** Why a place could not be read. */
    public enum Reason {
        /** The file contradicts its format or is cut off. */
        CORRUPT,
        /** Larger, deeper or more numerous than the limits allow. */
        LIMIT,
        /** A format or version that Plimsoll can't read. */
        UNSUPPORTED,
        /** The operating system refused. */
        ACCESS,
        /** A mounted file system that was not entered. */
        MOUNT
    }

    public Gap {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(detail, "detail is null");
    }
}
