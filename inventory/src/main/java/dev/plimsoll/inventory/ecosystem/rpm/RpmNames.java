package dev.plimsoll.inventory.ecosystem.rpm;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.PackageKey.Kind;
import dev.plimsoll.inventory.Purl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What RPM packages are called: as purls, and in advisories.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/types-doc/rpm-definition.md">purl type rpm</a>
 */
final class RpmNames {
    static final String TYPE = "rpm";

    private RpmNames() {}

    static Purl purl(RpmPackage installed, Optional<Distro> distro) {
        Map<String, String> qualifiers = new HashMap<>();
        qualifiers.put("arch", installed.architecture());
        qualifiers.put("distro", distro.map(RpmNames::qualifier).orElse(""));
        qualifiers.put("upstream", installed.sourceRpm());
        if (installed.epoch().isPresent()) {
            qualifiers.put("epoch", Integer.toUnsignedString(installed.epoch().getAsInt()));
        }
        return Purl.of(
                TYPE, distro.map(Distro::id).orElse(""), installed.name(), installed.versionRelease(), qualifiers);
    }

    private static String qualifier(Distro distro) {
        return distro.versionId().isEmpty() ? distro.id() : distro.id() + "-" + distro.versionId();
    }

    /** Publishers for RPM distributions speak of binary packages; the source package stands second. */
    static List<PackageKey> keys(Component component, Optional<Distro> distro) {
        Optional<String> ecosystem = distro.or(() -> stated(component.purl())).flatMap(RpmNames::ecosystem);
        List<PackageKey> keys = new ArrayList<>();
        ecosystem.ifPresent(name -> {
            keys.add(new PackageKey(name, Kind.BINARY, component.name()));
            component.origin().ifPresent(origin -> keys.add(new PackageKey(name, Kind.SOURCE, origin.name())));
        });
        return keys;
    }

    /** As OSV names those that publish there. */
    private static Optional<String> ecosystem(Distro distro) {
        String version = distro.versionId();
        int dot = version.indexOf('.');
        String major = dot < 0 ? version : version.substring(0, dot);
        if (major.isEmpty()) {
            return Optional.empty();
        }
        return switch (distro.id()) {
            case "almalinux" -> Optional.of("AlmaLinux:" + major);
            case "rocky" -> Optional.of("Rocky Linux:" + major);
            case "azurelinux", "mariner" -> Optional.of("Azure Linux:" + major);
            default -> Optional.empty();
        };
    }

    /** The distribution that a purl from elsewhere states. */
    private static Optional<Distro> stated(Purl purl) {
        String qualifier = purl.qualifiers().getOrDefault("distro", "");
        String prefix = purl.namespace() + "-";
        if (purl.namespace().isEmpty() || !qualifier.startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.of(new Distro(purl.namespace(), qualifier.substring(prefix.length()), "", "", List.of()));
    }

    /** A package that an SBOM names; its source package is known only if the purl says it ({@code upstream}). */
    static Optional<Component> component(Purl purl, Location location) {
        if (!purl.type().equals(TYPE)) {
            return Optional.empty();
        }
        String epoch = purl.qualifiers().getOrDefault("epoch", "0");
        String prefix = epoch.equals("0") || purl.version().isEmpty() ? "" : epoch + ":";
        Component component = Component.of(RpmEcosystem.ID, purl.name(), prefix + purl.version(), purl, location);
        String architecture = purl.qualifiers().getOrDefault("arch", "");
        if (!architecture.isEmpty()) {
            component = component.withProperties(Map.of("arch", architecture));
        }
        Optional<Origin> origin = RpmPackage.origin(purl.qualifiers().getOrDefault("upstream", ""));
        if (origin.isEmpty()) {
            return Optional.of(component);
        }
        String version = origin.get().version();
        return Optional.of(component.withOrigin(
                new Origin(origin.get().name(), version.equals(purl.version()) ? prefix + version : version)));
    }
}
