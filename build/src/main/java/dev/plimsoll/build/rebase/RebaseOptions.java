package dev.plimsoll.build.rebase;

import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerCompression;
import java.util.Objects;
import java.util.Optional;

/**
 * How an image gets a new base.
 *
 * @param image which; it is not changed
 * @param onto the new base
 * @param from the base that it was built on; empty for what its layers and labels say
 * @param platform which of multi-platform images; empty for this machine's, or the only one, or each of them
 * @param compression of layers that are stored without, where the target has a choice
 * @param plainHttp whether a registry that is not on loopback may be asked without TLS
 */
public record RebaseOptions(
        ImageReference image,
        ImageReference onto,
        Optional<ImageReference> from,
        Optional<Platform> platform,
        LayerCompression compression,
        boolean plainHttp) {
    public RebaseOptions {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(onto, "onto is null");
        Objects.requireNonNull(compression, "compression is null");
    }

    /** The same for an image of a platform. */
    public RebaseOptions withPlatform(Platform newPlatform) {
        return new RebaseOptions(image, onto, from, Optional.of(newPlatform), compression, plainHttp);
    }

    /** With all else as usual. */
    public static RebaseOptions of(ImageReference image, ImageReference onto) {
        return new RebaseOptions(image, onto, Optional.empty(), Optional.empty(), LayerCompression.GZIP, false);
    }
}
