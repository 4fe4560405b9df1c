package dev.plimsoll.debian;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Installed packages grouped by the source they were made from. */
final class InstalledSources {
    private static final String DEFAULT_ARCHITECTURE = "amd64";

    private final Map<Origin, InstalledSource> bySource = new LinkedHashMap<>();
    private final Map<String, Integer> architectures = new HashMap<>();

    private InstalledSources(List<Component> components) {
        Map<Origin, Map<String, String>> packages = new LinkedHashMap<>();
        for (Component component : components) {
            packages.computeIfAbsent(origin(component), key -> new TreeMap<>())
                    .put(component.name(), component.version());
            String architecture = component.purl().qualifiers().getOrDefault("arch", "all");
            if (!architecture.equals("all") && isPlain(architecture)) {
                architectures.merge(architecture, 1, Integer::sum);
            }
        }
        packages.forEach(
                (origin, names) -> bySource.put(origin, new InstalledSource(origin.name(), origin.version(), names)));
    }

    static InstalledSources of(List<Component> components) {
        return new InstalledSources(components);
    }

    List<InstalledSource> all() {
        return new ArrayList<>(bySource.values());
    }

    /** The group of one of the components that this was made of. */
    InstalledSource of(Component component) {
        InstalledSource source = bySource.get(origin(component));
        if (source == null) {
            throw new IllegalArgumentException(component.name() + " is not among the components");
        }
        return source;
    }

    /** The architecture that most packages have. */
    String architecture() {
        return architectures.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(DEFAULT_ARCHITECTURE);
    }

    /** It comes from the image and becomes part of an address. */
    private static boolean isPlain(String architecture) {
        return architecture.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    private static Origin origin(Component component) {
        return component.origin().orElseGet(() -> new Origin(component.name(), component.version()));
    }
}
