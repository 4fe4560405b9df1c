package dev.plimsoll.scan;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.inventory.Component;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far one component was judged.
 *
 * @param component which
 * @param best the answer of the source that can say most
 * @param all every source's answer, {@code best} among them
 * @param unreadable ids of records about it that could not be evaluated; for each of them it is not judged
 * @param newest the version that whoever upgrades it gets, its own if there is no newer one; empty if no source knows
 */
public record ComponentCoverage(
        Component component, Coverage best, List<Coverage> all, List<String> unreadable, Optional<String> newest) {
    public ComponentCoverage {
        Objects.requireNonNull(component, "component is null");
        Objects.requireNonNull(best, "best is null");
        all = List.copyOf(all);
        unreadable = List.copyOf(unreadable);
        Objects.requireNonNull(newest, "newest is null");
    }

    /** Where nobody knows what can be installed. */
    public ComponentCoverage(Component component, Coverage best, List<Coverage> all, List<String> unreadable) {
        this(component, best, all, unreadable, Optional.empty());
    }

    /** Whether it is the distribution's own package, not a language's. */
    public boolean isOfDistribution() {
        return DistroPackages.is(component);
    }
}
