package dev.plimsoll.inventory;

import dev.plimsoll.image.Gap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is installed, and what could not be told.
 *
 * @param readAs how the tree was read
 * @param distro the distribution, if the tree states one
 * @param components ordered by ecosystem, name, version, first location
 * @param unidentified pieces without a proved coordinate, ordered by location
 * @param gaps places that could not be read, ordered by path
 * @param completeness who vouches that nothing is missing: empty for an inventory we made, {@code as declared by TOOL} for a foreign
 *     SBOM
 */
public record Inventory(
        ReadAs readAs,
        Optional<Distro> distro,
        List<Component> components,
        List<Unidentified> unidentified,
        List<Gap> gaps,
        String completeness) {
    public Inventory {
        Objects.requireNonNull(readAs, "readAs is null");
        Objects.requireNonNull(distro, "distro is null");
        Objects.requireNonNull(completeness, "completeness is null");
        components = List.copyOf(components);
        unidentified = List.copyOf(unidentified);
        gaps = List.copyOf(gaps);
    }
}
