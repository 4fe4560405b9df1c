package dev.plimsoll.image.oci;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Platform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses one image of a multi-platform index. Internal to this module. */
public final class PlatformChoice {
    private PlatformChoice() {}

    /**
     * The wanted platform's image; without a wish, this machine's, else the only one there is. Attestations are no images.
     *
     * @param descriptors of one index
     * @param what names the index in errors
     * @throws PlimsollException PLATFORM_NOT_FOUND, listing the platforms there are
     */
    public static Descriptor choose(List<Descriptor> descriptors, Optional<Platform> wanted, String what) {
        List<Descriptor> images =
                descriptors.stream().filter(d -> !d.isAttestation()).toList();
        Platform platform = wanted.orElseGet(Platform::ofMachine);
        Optional<Descriptor> match = images.stream()
                .filter(d -> d.platform().filter(p -> p.equals(platform)).isPresent())
                .findFirst()
                .or(() -> images.stream()
                        .filter(d ->
                                d.platform().filter(p -> p.serves(platform)).isPresent())
                        .findFirst());
        // An image without a stated platform may be the wanted one; its configuration will tell.
        boolean onlyOne = images.size() == 1
                && (wanted.isEmpty() || images.get(0).platform().isEmpty());
        return match.or(() -> onlyOne ? Optional.of(images.get(0)) : Optional.empty())
                .orElseThrow(() -> notFound(images, platform, what));
    }

    private static PlimsollException notFound(List<Descriptor> images, Platform platform, String what) {
        String known = images.stream()
                .map(d -> d.platform().map(Platform::toString).orElse("unstated"))
                .distinct()
                .collect(Collectors.joining(", "));
        return new PlimsollException(
                ErrorCode.PLATFORM_NOT_FOUND,
                what + " has no image for " + platform + "; it has "
                        + (known.isEmpty() ? "no images" : known + ": choose one with --platform"));
    }
}
