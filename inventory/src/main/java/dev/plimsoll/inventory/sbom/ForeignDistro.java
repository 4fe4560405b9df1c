package dev.plimsoll.inventory.sbom;

import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Purl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The distribution as other tools declare it, in the words of os-release. */
final class ForeignDistro {
    /** Trivy's own names. */
    private static final Map<String, String> IDS = Map.of(
            "alma", "almalinux",
            "redhat", "rhel",
            "oracle", "ol",
            "amazon", "amzn",
            "opensuse.leap", "opensuse-leap",
            "opensuse.tumbleweed", "opensuse-tumbleweed",
            "suse linux enterprise server", "sles",
            "suse linux enterprise micro", "sle-micro",
            "cbl-mariner", "mariner");

    private ForeignDistro() {}

    /** By an operating-system entry: Syft repeats os-release in properties, Trivy has name and version only. */
    static Optional<Distro> of(Piece piece) {
        Map<String, String> properties = piece.properties();
        String syft = ForeignProperties.SYFT + "distro:";
        String id = properties.getOrDefault(syft + "id", piece.name());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(distro(
                id,
                properties.getOrDefault(syft + "versionID", piece.version()),
                properties.getOrDefault(syft + "versionCodename", ""),
                properties.getOrDefault(syft + "prettyName", "")));
    }

    /** By the qualifier {@code distro}, as in {@code debian-12}; without a number it is a codename. */
    static Optional<Distro> of(Purl purl) {
        String text = purl.qualifiers().getOrDefault("distro", "");
        boolean ofDistro = purl.type().equals("deb")
                || purl.type().equals("apk")
                || purl.type().equals("rpm");
        if (!ofDistro || text.isEmpty()) {
            return Optional.empty();
        }
        int dash = text.lastIndexOf('-');
        if (dash > 0 && dash + 1 < text.length() && Character.isDigit(text.charAt(dash + 1))) {
            return Optional.of(distro(text.substring(0, dash), text.substring(dash + 1), "", ""));
        }
        return purl.namespace().isEmpty()
                ? Optional.empty()
                : Optional.of(distro(purl.namespace(), "", text.equals(purl.namespace()) ? "" : text, ""));
    }

    private static Distro distro(String name, String version, String codename, String prettyName) {
        String lower = name.toLowerCase(Locale.ROOT);
        String id = IDS.getOrDefault(lower, lower);
        // Trivy takes Debian's version from /etc/debian_version, which has the point release.
        int dot = version.indexOf('.');
        String versionId = id.equals("debian") && dot > 0 ? version.substring(0, dot) : version;
        return new Distro(id, versionId, codename, prettyName, List.of());
    }
}
