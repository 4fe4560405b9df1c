package dev.plimsoll.scan;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.scan.Finding.IntroducedBy;
import java.util.Optional;
import java.util.OptionalInt;

/** Which layer brought a component, and whether that layer is the base image's. */
final class LayerOrigins {
    private final OptionalInt baseLayers;

    LayerOrigins(Optional<BaseImage> base) {
        this.baseLayers = base.map(BaseImage::layers).orElse(OptionalInt.empty());
    }

    /** The lowest layer in which the component stands: with several copies, the one that brought it first. */
    OptionalInt layerOf(Component component) {
        return component.locations().stream()
                .flatMapToInt(location -> location.layer().stream())
                .min();
    }

    IntroducedBy introducedBy(OptionalInt layer) {
        if (baseLayers.isEmpty() || layer.isEmpty()) {
            return IntroducedBy.UNKNOWN;
        }
        return layer.getAsInt() < baseLayers.getAsInt() ? IntroducedBy.BASE : IntroducedBy.OWN;
    }
}
