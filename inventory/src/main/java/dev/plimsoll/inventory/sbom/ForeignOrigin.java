package dev.plimsoll.inventory.sbom;

import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.Purl;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where other tools say which source package a distribution's package was built from: Syft in the purl's {@code upstream} and in
 * properties, Trivy in properties.
 */
final class ForeignOrigin {
    private static final List<String> TOOLS_THAT_STATE_SOURCES = List.of("syft", "trivy");
    private static final String SRC_RPM = ".src.rpm";

    private ForeignOrigin() {}

    /** Whether a tool names the source package wherever it differs from the package. */
    static boolean statesSources(String tool) {
        return TOOLS_THAT_STATE_SOURCES.stream()
                .anyMatch(known -> tool.equals(known) || tool.startsWith(known + " ") || tool.startsWith(known + "-"));
    }

    static Optional<Origin> of(Piece piece, Purl purl) {
        return switch (purl.type()) {
            case "deb", "apk", "rpm" ->
                upstream(purl).or(() -> trivy(piece.properties())).or(() -> syft(piece.properties(), purl));
            default -> Optional.empty();
        };
    }

    private static Optional<Origin> upstream(Purl purl) {
        return Optional.ofNullable(purl.qualifiers().get("upstream"))
                .filter(text -> !text.isEmpty())
                .map(text -> text.endsWith(SRC_RPM) ? sourceRpm(text, purl) : nameAtVersion(text, purl));
    }

    private static Origin nameAtVersion(String text, Purl purl) {
        int at = text.lastIndexOf('@');
        return at <= 0 ? new Origin(text, version(purl)) : new Origin(text.substring(0, at), text.substring(at + 1));
    }

    /** {@code NAME-VERSION-RELEASE.src.rpm}; the epoch is the package's own. */
    private static Origin sourceRpm(String text, Purl purl) {
        String stem = text.substring(0, text.length() - SRC_RPM.length());
        int release = stem.lastIndexOf('-');
        int version = release <= 0 ? -1 : stem.lastIndexOf('-', release - 1);
        return version <= 0
                ? new Origin(stem, version(purl))
                : new Origin(stem.substring(0, version), withEpoch(purl, stem.substring(version + 1)));
    }

    private static Optional<Origin> trivy(Map<String, String> properties) {
        String start = ForeignProperties.TRIVY + "Src";
        return Optional.ofNullable(properties.get(start + "Name"))
                .filter(name -> properties.containsKey(start + "Version"))
                .map(name -> {
                    String version = properties.getOrDefault(start + "Version", "");
                    String release = properties.getOrDefault(start + "Release", "");
                    String epoch = properties.getOrDefault(start + "Epoch", "0");
                    return new Origin(
                            name,
                            (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
                                    + version
                                    + (release.isEmpty() ? "" : "-" + release));
                });
    }

    private static Optional<Origin> syft(Map<String, String> properties, Purl purl) {
        String start = ForeignProperties.SYFT + "metadata:";
        String source = properties.getOrDefault(start + "source", properties.getOrDefault(start + "originPackage", ""));
        if (!source.isEmpty()) {
            String version = properties.getOrDefault(start + "sourceVersion", "");
            return Optional.of(new Origin(source, version.isEmpty() ? version(purl) : version));
        }
        return Optional.ofNullable(properties.get(start + "sourceRpm"))
                .filter(text -> text.endsWith(SRC_RPM))
                .map(text -> sourceRpm(text, purl));
    }

    private static String version(Purl purl) {
        return withEpoch(purl, purl.version());
    }

    private static String withEpoch(Purl purl, String version) {
        String epoch = purl.qualifiers().getOrDefault("epoch", "0");
        return epoch.equals("0") || version.indexOf(':') >= 0 ? version : epoch + ":" + version;
    }
}
