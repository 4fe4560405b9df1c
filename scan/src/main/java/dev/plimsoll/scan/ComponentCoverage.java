package dev.plimsoll.scan;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.inventory.Component;
import java.util.List;
import java.util.Objects;

/**
 * How far one component was judged.
 *
 * @param component which
 * @param best the answer of the source that can say most
 * @param all every source's answer, {@code best} among them
 * @param unreadable ids of records about it that could not be evaluated; for each of them it is not judged
 */
public record ComponentCoverage(Component component, Coverage best, List<Coverage> all, List<String> unreadable) {
    public ComponentCoverage {
        Objects.requireNonNull(component, "component is null");
        Objects.requireNonNull(best, "best is null");
        all = List.copyOf(all);
        unreadable = List.copyOf(unreadable);
    }
}
