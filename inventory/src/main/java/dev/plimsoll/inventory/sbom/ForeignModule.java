package dev.plimsoll.inventory.sbom;

import dev.plimsoll.inventory.Purl;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module stream of an rpm package, as other tools declare it. */
final class ForeignModule {
    private static final List<String> PROPERTIES =
            List.of(ForeignProperties.TRIVY + "Modularitylabel", ForeignProperties.SYFT + "metadata:modularityLabel");

    private ForeignModule() {}

    /** The properties that say it, none for a package of no module; empty if it is of one, and that is not stated. */
    static Optional<Map<String, String>> of(Piece piece, Purl purl) {
        String label = label(piece, purl);
        int stream = label.indexOf(':');
        if (stream > 0) {
            int end = label.indexOf(':', stream + 1);
            return Optional.of(
                    Map.of("modularityLabel", label, "modularity", end < 0 ? label : label.substring(0, end)));
        }
        return purl.version().contains(".module") ? Optional.empty() : Optional.of(Map.of());
    }

    private static String label(Piece piece, Purl purl) {
        return PROPERTIES.stream()
                .map(name -> piece.properties().getOrDefault(name, ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(purl.qualifiers().getOrDefault("rpmmod", ""));
    }
}
