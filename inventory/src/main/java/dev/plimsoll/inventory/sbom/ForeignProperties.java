package dev.plimsoll.inventory.sbom;

import dev.plimsoll.image.Layer;
import dev.plimsoll.inventory.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What other tools put into properties: where a piece lies. */
final class ForeignProperties {
    static final String SYFT = "syft:";
    static final String TRIVY = "aquasecurity:trivy:";

    private ForeignProperties() {}

    /** Whether an entry without a purl stands for a place that holds packages, such as Trivy's for a lock file. */
    static boolean isGroup(Piece piece) {
        return piece.properties().containsKey(TRIVY + "Class");
    }

    /** Where a piece lies: by its tool's properties, else in the document that names it; never empty. */
    static List<Location> locations(Piece piece, Subject subject, String document) {
        Map<String, String> properties = piece.properties();
        List<Location> result = new ArrayList<>();
        for (int i = 0; properties.containsKey(SYFT + "location:" + i + ":path"); i++) {
            String path = properties.getOrDefault(SYFT + "location:" + i + ":path", "");
            result.add(new Location(
                    relative(path), layer(properties.get(SYFT + "location:" + i + ":layerID"), subject.layers())));
        }
        for (int i = 0; properties.containsKey("occurrence:" + i); i++) {
            result.add(new Location(relative(properties.getOrDefault("occurrence:" + i, "")), OptionalInt.empty()));
        }
        if (result.isEmpty()) {
            String path = properties.getOrDefault(TRIVY + "FilePath", document);
            OptionalInt layer = layer(properties.get(TRIVY + "LayerDiffID"), subject.layers());
            result.add(new Location(relative(path), layer));
        }
        return result;
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static OptionalInt layer(@Nullable String diffId, List<Layer> layers) {
        return Optional.ofNullable(diffId).stream()
                .flatMap(wanted -> layers.stream()
                        .filter(layer -> layer.diffId()
                                .map(digest -> digest.toString().equals(wanted))
                                .orElse(false)))
                .mapToInt(Layer::index)
                .findFirst();
    }
}
