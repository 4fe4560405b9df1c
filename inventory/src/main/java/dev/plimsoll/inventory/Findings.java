package dev.plimsoll.inventory;

import dev.plimsoll.image.Gap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found so far; in the end, in order and each thing once, an {@link Inventory}. For one thread. */
final class Findings implements ExtractorOutput {
    private static final Comparator<Location> BY_PLACE = Comparator.comparing(Location::path)
            .thenComparingInt(each -> each.layer().orElse(-1));
    private static final Comparator<Component> BY_NAME = Comparator.comparing(Component::ecosystem)
            .thenComparing(Component::name)
            .thenComparing(Component::version)
            .thenComparing(each -> each.locations().get(0), BY_PLACE)
            .thenComparing(each -> each.purl().toString());
    private static final Comparator<Gap> GAPS = Comparator.comparing(Gap::path)
            .thenComparingInt(each -> each.layer().orElse(-1))
            .thenComparing(Gap::reason)
            .thenComparing(Gap::detail);
    private static final Comparator<Unidentified> PIECES = Comparator.comparing(Unidentified::location, BY_PLACE)
            .thenComparing(Unidentified::ecosystem)
            .thenComparing(Unidentified::digest);

    final List<Component> components = new ArrayList<>();
    final List<Unidentified> unidentified = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();

    @Override
    public void component(Component component) {
        components.add(component);
    }

    @Override
    public void unidentified(Unidentified piece) {
        unidentified.add(piece);
    }

    @Override
    public void gap(Gap gap) {
        gaps.add(gap);
    }

    void addAll(Findings other) {
        components.addAll(other.components);
        unidentified.addAll(other.unidentified);
        gaps.addAll(other.gaps);
    }

    Inventory inventory(ReadAs as, Optional<Distro> distro) {
        return new Inventory(
                as,
                distro,
                merged(components).stream().sorted(BY_NAME).toList(),
                new LinkedHashSet<>(unidentified).stream().sorted(PIECES).toList(),
                new LinkedHashSet<>(gaps).stream().sorted(GAPS).toList(),
                "");
    }

    /** Components that differ in nothing but their locations, as one with all of them. */
    private static List<Component> merged(List<Component> components) {
        Map<Component, List<Location>> places = new LinkedHashMap<>();
        for (Component component : components) {
            places.computeIfAbsent(component.withLocations(NOWHERE), key -> new ArrayList<>())
                    .addAll(component.locations());
        }
        List<Component> merged = new ArrayList<>(places.size());
        places.forEach((component, locations) -> merged.add(component.withLocations(
                locations.stream().distinct().sorted(BY_PLACE).toList())));
        return merged;
    }

    private static final List<Location> NOWHERE = List.of(new Location("", java.util.OptionalInt.empty()));
}
