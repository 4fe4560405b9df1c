package dev.plimsoll.advisory.feed.osv;

import dev.plimsoll.inventory.PackageKey;
import java.util.Set;

/** What OSV's ecosystem names mean for us. */
final class OsvEcosystems {
    /**
     * Those whose records speak of source packages. Rocky Linux is one of them (its records name {@code glibc} and {@code kernel}, never
     * {@code glibc-common}), AlmaLinux is not: its records list every binary package.
     */
    private static final Set<String> BY_SOURCE =
            Set.of("Debian", "Ubuntu", "Alpine", "Wolfi", "Chainguard", "Rocky Linux");

    private static final Set<String> DISTRIBUTIONS = Set.of(
            "AlmaLinux",
            "Alpaquita",
            "Alpine",
            "Azure Linux",
            "Chainguard",
            "Debian",
            "Mageia",
            "Photon OS",
            "Red Hat",
            "Rocky Linux",
            "SUSE",
            "Ubuntu",
            "Wolfi",
            "openEuler",
            "openSUSE");

    private OsvEcosystems() {}

    static PackageKey.Kind nameKind(String ecosystem) {
        return BY_SOURCE.contains(base(ecosystem)) ? PackageKey.Kind.SOURCE : PackageKey.Kind.BINARY;
    }

    static boolean isDistribution(String ecosystem) {
        return DISTRIBUTIONS.contains(base(ecosystem));
    }

    /** Whether {@code suffixed} is {@code ecosystem} or a release of it. */
    static boolean isSame(String suffixed, String ecosystem) {
        return base(suffixed).equals(ecosystem);
    }

    private static String base(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
    }
}
