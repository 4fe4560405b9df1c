package dev.plimsoll.scan;

import dev.plimsoll.inventory.Component;

/** Tells the distribution's own packages from those of languages. */
final class DistroPackages {
    private DistroPackages() {}

    static boolean is(Component component) {
        return switch (component.ecosystem()) {
            case "dpkg", "apk", "rpm" -> true;
            default -> false;
        };
    }
}
