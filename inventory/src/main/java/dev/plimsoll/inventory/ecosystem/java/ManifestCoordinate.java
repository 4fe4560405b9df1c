package dev.plimsoll.inventory.ecosystem.java;

import java.util.List;
import java.util.Optional;

/**
 * A coordinate that a manifest states exactly. Titles and bundle names are no coordinates and are not looked at here: only headers
 * that some tool fills from the project's own group, name and version.
 */
final class ManifestCoordinate {
    private ManifestCoordinate() {}

    static Optional<Coordinate> of(ManifestText manifest) {
        return jenkins(manifest).or(() -> gradleInfo(manifest));
    }

    /** The Jenkins packaging plugin's {@code Group-Id}, {@code Artifact-Id} (older: {@code Short-Name}) and {@code Plugin-Version}. */
    private static Optional<Coordinate> jenkins(ManifestText manifest) {
        String artifact =
                manifest.get("Artifact-Id").isEmpty() ? manifest.get("Short-Name") : manifest.get("Artifact-Id");
        String version = manifest.get("Plugin-Version");
        // A snapshot's has its builder behind it: 1.0-SNAPSHOT (private-…).
        int blank = version.indexOf(' ');
        return checked(manifest.get("Group-Id"), artifact, blank < 0 ? version : version.substring(0, blank));
    }

    /** Gradle's info plugins write {@code Implementation-Title: group#name;version}. */
    private static Optional<Coordinate> gradleInfo(ManifestText manifest) {
        String title = manifest.get("Implementation-Title");
        int hash = title.indexOf('#');
        int semicolon = title.indexOf(';', hash + 1);
        return hash > 0 && semicolon > 0
                ? checked(
                        title.substring(0, hash), title.substring(hash + 1, semicolon), title.substring(semicolon + 1))
                : Optional.empty();
    }

    private static Optional<Coordinate> checked(String group, String artifact, String version) {
        return Coordinate.isId(group) && Coordinate.isId(artifact) && Coordinate.isVersion(version)
                ? Optional.of(new Coordinate(group, artifact, version, List.of()))
                : Optional.empty();
    }
}
