package dev.plimsoll.advisory.store;

import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.PackageKey;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Spells the names of feeds as the inventory spells them. */
final class CanonicalKeys implements UnaryOperator<PackageKey> {
    /** The ecosystem that owns the spelling, by OSV's name; distributions have one spelling only. */
    private static final Map<String, String> OWNERS =
            Map.of("Go", "go", "Maven", "java", "PyPI", "python", "npm", "node");

    private final Function<String, Optional<Ecosystem>> ecosystems;

    CanonicalKeys(Function<String, Optional<Ecosystem>> ecosystems) {
        this.ecosystems = ecosystems;
    }

    @Override
    public PackageKey apply(PackageKey key) {
        String owner = OWNERS.get(key.ecosystem());
        if (owner == null) {
            return key;
        }
        String name = ecosystems
                .apply(owner)
                .map(ecosystem -> ecosystem.canonicalName(key.name()))
                .orElse(key.name());
        return name.equals(key.name()) ? key : new PackageKey(key.ecosystem(), key.kind(), name);
    }
}
