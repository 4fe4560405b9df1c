package dev.plimsoll.debian.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is upgraded.
 *
 * @param steps in an order in which each comes after those whose new versions it needs, as far as that is possible
 * @param kept names of packages of which there is something newer and which stay as they are, each with the reason in words
 */
public record UpgradePlan(List<Step> steps, Map<String, String> kept) {
    /**
     * One package.
     *
     * @param before as it is installed; empty for one that comes in since others need it now
     * @param after as it will be
     */
    public record Step(Optional<ArchivePackage> before, ArchivePackage after) {
        /** The package's name. */
        public String name() {
            return after.name();
        }
    }

    public UpgradePlan {
        steps = List.copyOf(steps);
        kept = new TreeMap<>(kept);
    }
}
