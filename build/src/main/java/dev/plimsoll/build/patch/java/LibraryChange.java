package dev.plimsoll.build.patch.java;

import dev.plimsoll.inventory.Purl;
import java.util.Map;
import java.util.Objects;

/**
 * A library in another version.
 *
 * @param group Maven's groupId
 * @param artifact Maven's artifactId
 * @param from the version that is there
 * @param to the version that takes its place
 */
public record LibraryChange(String group, String artifact, String from, String to) {
    public LibraryChange {
        Objects.requireNonNull(group, "group is null");
        Objects.requireNonNull(artifact, "artifact is null");
        Objects.requireNonNull(from, "from is null");
        Objects.requireNonNull(to, "to is null");
    }

    /** {@code group:artifact}. */
    public String name() {
        return group + ":" + artifact;
    }

    /** Of the new version. */
    public String purl() {
        return Purl.of("maven", group, artifact, to, Map.of()).toString();
    }

    /** The name of a file with the version exchanged; the same where the name has none. */
    String renamed(String fileName) {
        String old = artifact + "-" + from;
        return fileName.startsWith(old) ? artifact + "-" + to + fileName.substring(old.length()) : fileName;
    }

    /** A purl of the new version in the place of one of the old; other purls as they are. */
    String renamedPurl(String purl) {
        String old = "pkg:maven/" + group + "/" + artifact + "@" + from;
        boolean same =
                purl.startsWith(old) && (purl.length() == old.length() || "?#".indexOf(purl.charAt(old.length())) >= 0);
        return same ? "pkg:maven/" + group + "/" + artifact + "@" + to + purl.substring(old.length()) : purl;
    }
}
