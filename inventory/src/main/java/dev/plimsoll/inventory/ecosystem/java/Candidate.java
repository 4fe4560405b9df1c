package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.inventory.Purl;
import java.util.List;

/**
 * What an archive might be; a name to ask for, never a finding.
 *
 * @param classifier or empty
 * @param extension of the file in the repository
 */
record Candidate(String group, String artifact, String version, String classifier, String extension) {

    boolean isAskable() {
        // Snapshots are in no release repository, and a path with dots for names would lead elsewhere.
        return Coordinate.isId(group)
                && Coordinate.isId(artifact)
                && Coordinate.isId(version.replace('+', '-'))
                && (classifier.isEmpty() || Coordinate.isId(classifier))
                && !group.contains("..")
                && !artifact.startsWith(".")
                && !version.startsWith(".")
                && !version.endsWith("-SNAPSHOT");
    }

    /** Path of its checksum in a Maven repository. */
    String checksumPath() {
        return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version
                + (classifier.isEmpty() ? "" : "-" + classifier) + "." + extension + ".sha1";
    }

    Coordinate coordinate() {
        return new Coordinate(group, artifact, version, List.of());
    }

    Purl purl() {
        return JavaPurl.of(coordinate(), extension.equals("jar") ? "" : extension, classifier);
    }
}
