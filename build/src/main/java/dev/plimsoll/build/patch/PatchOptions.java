package dev.plimsoll.build.patch;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerCompression;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How an image is patched. With no {@code only…} all is upgraded that can be; with several, what any of them names.
 *
 * @param image which; it is not changed
 * @param platform which of a multi-platform image; empty for this machine's, or the only one
 * @param ref which image of an archive that holds several
 * @param onlyPackages names of the packages to upgrade, with what their new versions need
 * @param onlyFlaws ids or aliases of the flaws to mend
 * @param onlySeverities severities of the flaws to mend
 * @param compression of the new layer, where the target has a choice
 * @param plainHttp whether a registry that is not on loopback may be asked without TLS
 */
public record PatchOptions(
        ImageReference image,
        Optional<Platform> platform,
        Optional<String> ref,
        Set<String> onlyPackages,
        Set<String> onlyFlaws,
        Set<Severity> onlySeverities,
        LayerCompression compression,
        boolean plainHttp) {
    public PatchOptions {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(compression, "compression is null");
        onlyPackages = Set.copyOf(onlyPackages);
        onlyFlaws = Set.copyOf(onlyFlaws);
        onlySeverities = Set.copyOf(onlySeverities);
    }

    /** Everything that can be upgraded. */
    public static PatchOptions of(ImageReference image) {
        return new PatchOptions(
                image, Optional.empty(), Optional.empty(), Set.of(), Set.of(), Set.of(), LayerCompression.GZIP, false);
    }

    /** Whether only a part is to be upgraded. */
    boolean isPart() {
        return !onlyPackages.isEmpty() || !onlyFlaws.isEmpty() || !onlySeverities.isEmpty();
    }
}
