package dev.plimsoll.inventory.ecosystem.apk;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What apk packages are called: as purls, and in advisories.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/types-doc/apk-definition.md">purl type apk</a>
 */
final class ApkNames {
    static final String TYPE = "apk";

    private ApkNames() {}

    static Purl purl(ApkPackage installed, Optional<Distro> distro) {
        return Purl.of(
                TYPE,
                distro.map(Distro::id).orElse(""),
                installed.name(),
                installed.version(),
                Map.of(
                        "arch",
                        installed.architecture(),
                        "distro",
                        distro.map(ApkNames::qualifier).orElse("")));
    }

    private static String qualifier(Distro distro) {
        return distro.versionId().isEmpty() ? distro.id() : distro.id() + "-" + distro.versionId();
    }

    /** Advisories speak of the package whose build made it; without that nothing can be matched. */
    static List<PackageKey> keys(Component component, Optional<Distro> distro) {
        Optional<String> ecosystem = distro.or(() -> stated(component.purl())).flatMap(ApkNames::ecosystem);
        if (ecosystem.isEmpty() || component.origin().isEmpty()) {
            return List.of();
        }
        return List.of(new PackageKey(
                ecosystem.get(),
                PackageKey.Kind.SOURCE,
                component.origin().get().name()));
    }

    /** As OSV names them; Wolfi and Chainguard roll and have no releases. */
    private static Optional<String> ecosystem(Distro distro) {
        return switch (distro.id()) {
            case "alpine" -> alpine(distro.versionId());
            case "wolfi" -> Optional.of("Wolfi");
            case "chainguard" -> Optional.of("Chainguard");
            default -> Optional.empty();
        };
    }

    /** {@code 3.19.1} is of branch v3.19; snapshots of edge call themselves {@code 3.20_alpha20240315} or {@code 3.21.0_alpha…}. */
    private static Optional<String> alpine(String version) {
        if (version.contains("_alpha") || version.equals("edge")) {
            return Optional.of("Alpine:edge");
        }
        int dot = version.indexOf('.');
        int second = version.indexOf('.', dot + 1);
        String branch = second < 0 ? version : version.substring(0, second);
        boolean numbers = dot > 0 && dot < branch.length() - 1;
        for (int i = 0; i < branch.length(); i++) {
            numbers &= i == dot || branch.charAt(i) >= '0' && branch.charAt(i) <= '9';
        }
        return numbers ? Optional.of("Alpine:v" + branch) : Optional.empty();
    }

    /** The distribution that a purl from elsewhere states. */
    private static Optional<Distro> stated(Purl purl) {
        String qualifier = purl.qualifiers().getOrDefault("distro", "");
        String prefix = purl.namespace() + "-";
        if (purl.namespace().isEmpty()) {
            return Optional.empty();
        }
        String version = qualifier.startsWith(prefix) ? qualifier.substring(prefix.length()) : "";
        return Optional.of(new Distro(purl.namespace(), version, "", "", List.of()));
    }

    /** A package that an SBOM names; its origin is known only if the purl says it ({@code upstream}, which several tools write). */
    static Optional<Component> component(Purl purl, Location location) {
        if (!purl.type().equals(TYPE)) {
            return Optional.empty();
        }
        Component component = Component.of(ApkEcosystem.ID, purl.name(), purl.version(), purl, location);
        String architecture = purl.qualifiers().getOrDefault("arch", "");
        if (!architecture.isEmpty()) {
            component = component.withProperties(Map.of("arch", architecture));
        }
        String upstream = purl.qualifiers().getOrDefault("upstream", "");
        int at = upstream.indexOf('@');
        String origin = at < 0 ? upstream : upstream.substring(0, at);
        return Optional.of(
                origin.isEmpty() ? component : component.withOrigin(new Origin(origin, component.version())));
    }
}
