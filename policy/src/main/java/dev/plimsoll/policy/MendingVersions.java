package dev.plimsoll.policy;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.VersionScheme;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Finding;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** For each package and version that is installed, the one version that mends all its findings: a package is upgraded once. */
final class MendingVersions {
    private final Map<Installed, String> highest = new HashMap<>();

    private record Installed(String ecosystem, String name, String version) {
        static Installed of(Component component) {
            return new Installed(component.ecosystem(), component.name(), component.version());
        }
    }

    MendingVersions(Collection<Finding> findings) {
        for (Finding finding : findings) {
            if (!finding.fixedVersion().isEmpty()) {
                highest.merge(
                        Installed.of(finding.component()),
                        finding.fixedVersion(),
                        (a, b) -> higher(finding.component().ecosystem(), a, b));
            }
        }
    }

    /** The version that mends a finding and all others of its package; its own where versions can't be compared. */
    String of(Finding finding) {
        return higher(
                finding.component().ecosystem(),
                finding.fixedVersion(),
                highest.getOrDefault(Installed.of(finding.component()), finding.fixedVersion()));
    }

    private static String higher(String ecosystem, String a, String b) {
        Optional<VersionScheme> scheme = Ecosystems.byId(ecosystem).map(Ecosystem::versions);
        if (scheme.isEmpty() || a.equals(b)) {
            return a;
        }
        try {
            return scheme.get().parse(b).compareTo(scheme.get().parse(a)) > 0 ? b : a;
        } catch (UnreadableVersionException e) {
            return a;
        }
    }
}
