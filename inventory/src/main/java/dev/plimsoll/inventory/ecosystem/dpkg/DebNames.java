package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.PackageKey.Kind;
import dev.plimsoll.inventory.Purl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Debian packages are called: as purls, and in advisories.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/types-doc/deb-definition.md">purl type deb</a>
 */
final class DebNames {
    static final String TYPE = "deb";

    private DebNames() {}

    static Purl purl(InstalledPackage installed, Optional<Distro> distro, String qualifier) {
        return Purl.of(
                TYPE,
                distro.map(Distro::id).orElse(""),
                installed.name(),
                installed.version(),
                Map.of("arch", installed.architecture(), "distro", qualifier));
    }

    /** {@code debian-12}; {@code debian-forky} for what has no number yet. */
    static String qualifier(Distro distro) {
        String release = distro.versionId().isEmpty() ? distro.codename() : distro.versionId();
        return release.isEmpty() ? distro.id() : distro.id() + "-" + release;
    }

    /** As OSV names the releases of Debian and Ubuntu; nobody publishes for their derivatives under these names. */
    static List<PackageKey> keys(Component component, Optional<Distro> distro) {
        List<PackageKey> keys = new ArrayList<>();
        for (String ecosystem : ecosystems(distro.or(() -> stated(component.purl())))) {
            component
                    .origin()
                    .map(Origin::name)
                    .ifPresent(name -> keys.add(new PackageKey(ecosystem, Kind.SOURCE, name)));
            keys.add(new PackageKey(ecosystem, Kind.BINARY, component.name()));
        }
        return keys;
    }

    private static List<String> ecosystems(Optional<Distro> distro) {
        return switch (distro.map(Distro::id).orElse("")) {
            case "debian" ->
                debianRelease(distro.orElseThrow())
                        .map(each -> List.of("Debian:" + each))
                        .orElse(List.of());
            case "ubuntu" -> ubuntu(distro.orElseThrow().versionId());
            default -> List.of();
        };
    }

    /** Testing has no number yet but a name; advisories speak of it by the number that it will have. */
    private static Optional<String> debianRelease(Distro distro) {
        String version = distro.versionId().isEmpty() ? distro.codename() : distro.versionId();
        return switch (version) {
            case "" -> Optional.empty();
            case "forky" -> Optional.of("14");
            case "duke" -> Optional.of("15");
            default -> Optional.of(version).filter(each -> each.chars().allMatch(c -> c >= '0' && c <= '9'));
        };
    }

    /** Releases with long-term support say so; their fixes for subscribers stand apart. */
    private static List<String> ubuntu(String version) {
        if (version.length() != 5 || version.charAt(2) != '.') {
            return List.of();
        }
        boolean longTerm = version.endsWith(".04") && (version.charAt(1) - '0') % 2 == 0;
        return longTerm
                ? List.of("Ubuntu:" + version + ":LTS", "Ubuntu:Pro:" + version + ":LTS")
                : List.of("Ubuntu:" + version);
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

    /**
     * A package that an SBOM names. Its source package is known only if the purl says it ({@code upstream}, which several tools write)
     * or is that of a source package; without it no advisory about the source can be matched.
     */
    static Optional<Component> component(Purl purl, dev.plimsoll.inventory.Location location) {
        if (!purl.type().equals(TYPE)) {
            return Optional.empty();
        }
        Component component = Component.of(DpkgEcosystem.ID, purl.name(), purl.version(), purl, location);
        String architecture = purl.qualifiers().getOrDefault("arch", "");
        if (!architecture.isEmpty()) {
            component = component.withProperties(Map.of("arch", architecture));
        }
        String upstream = purl.qualifiers().getOrDefault("upstream", "");
        if (upstream.isEmpty()) {
            return Optional.of(
                    architecture.equals("source")
                            ? component.withOrigin(new Origin(purl.name(), purl.version()))
                            : component);
        }
        int at = upstream.indexOf('@');
        return Optional.of(component.withOrigin(
                at < 0
                        ? new Origin(upstream, purl.version())
                        : new Origin(upstream.substring(0, at), upstream.substring(at + 1))));
    }
}
