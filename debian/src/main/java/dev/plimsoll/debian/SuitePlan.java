package dev.plimsoll.debian;

import dev.plimsoll.inventory.Distro;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which suites of which mirrors judge a release. */
final class SuitePlan {
    /** For images whose os-release names no codename. */
    private static final Map<String, String> CODENAMES = Map.of(
            "8",
            "jessie",
            "9",
            "stretch",
            "10",
            "buster",
            "11",
            "bullseye",
            "12",
            "bookworm",
            "13",
            "trixie",
            "14",
            "forky");

    private final DebianOptions options;
    private final AptSources machine;

    SuitePlan(DebianOptions options, AptSources machine) {
        this.options = options;
        this.machine = machine;
    }

    /**
     * The suites of a release, the release's own first; empty if neither options nor os-release say which.
     *
     * <p>A release without a {@code VERSION_ID} is testing or sid, where {@code -updates} and {@code -security} need not exist. For a
     * numbered one all three must be there: otherwise whoever answers 404 for the security suite would hide every fix.
     */
    List<Suite> suites(Distro distro) {
        if (!options.suites().isEmpty()) {
            return suites();
        }
        Optional<String> codename = codename(distro);
        if (codename.isEmpty()) {
            return List.of();
        }
        String name = codename.get();
        boolean rolling = distro.versionId().isEmpty();
        List<Suite> suites = new ArrayList<>();
        suites.add(suite(name, false));
        if (!name.equals("sid")) {
            suites.add(suite(name + "-updates", rolling));
            suites.add(suite(securitySuite(name), rolling));
        }
        return suites;
    }

    /** The suites that the options name; all must be there. */
    List<Suite> suites() {
        return options.suites().stream().map(this::suite).toList();
    }

    /** A suite that must be there. */
    Suite suite(String name) {
        return suite(name, false);
    }

    private static Optional<String> codename(Distro distro) {
        String name = distro.codename().isEmpty() ? CODENAMES.getOrDefault(distro.versionId(), "") : distro.codename();
        // It becomes part of an address, and it comes from the image.
        boolean plain = !name.isEmpty() && name.chars().allMatch(c -> c >= 'a' && c <= 'z');
        return plain ? Optional.of(name) : Optional.empty();
    }

    /** Named {@code CODENAME/updates} up to Debian 10. */
    private static String securitySuite(String codename) {
        return switch (codename) {
            case "jessie", "stretch", "buster" -> codename + "/updates";
            default -> codename + "-security";
        };
    }

    private Suite suite(String name, boolean optional) {
        boolean security = Suite.isSecurity(name);
        Optional<URI> chosen = security ? options.securityMirror() : options.mirror();
        URI base =
                chosen.or(() -> machine.mirrorOf(name)).orElse(security ? Defaults.SECURITY_MIRROR : Defaults.MIRROR);
        return new Suite(name, base, optional);
    }
}
