package dev.plimsoll.inventory.ecosystem.java;

import java.util.List;
import java.util.Optional;

/**
 * A coordinate that a manifest states exactly. Titles and bundle names are no coordinates and are not looked at here: only headers
 * that some tool fills from the project's own group, name and version.
 */
final class ManifestCoordinate {
    private ManifestCoordinate() {}

    /** @param stem file name without suffix */
    static Optional<Coordinate> of(String stem, ManifestText manifest) {
        return jenkins(manifest).or(() -> gradleInfo(stem, manifest));
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

    /**
     * Gradle's info plugins write {@code Implementation-Title: group#name;version}. The name is that of the Gradle project, which may
     * be published under another: it counts only if the file is called so.
     */
    private static Optional<Coordinate> gradleInfo(String stem, ManifestText manifest) {
        String title = manifest.get("Implementation-Title");
        int hash = title.indexOf('#');
        int semicolon = title.indexOf(';', hash + 1);
        if (hash <= 0 || semicolon < 0) {
            return Optional.empty();
        }
        String name = title.substring(hash + 1, semicolon);
        String version = title.substring(semicolon + 1);
        return stem.equals(name) || stem.equals(name + "-" + version)
                ? checked(title.substring(0, hash), name, version)
                : Optional.empty();
    }

    private static Optional<Coordinate> checked(String group, String artifact, String version) {
        return Coordinate.isId(group) && Coordinate.isId(artifact) && Coordinate.isVersion(version)
                ? Optional.of(new Coordinate(group, artifact, version, List.of()))
                : Optional.empty();
    }
}
