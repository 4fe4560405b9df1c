package dev.plimsoll.inventory.ecosystem.java;

import java.util.List;

/**
 * A Maven coordinate as some file states it.
 *
 * @param group the first part of its name
 * @param artifact the second part of its name
 * @param version or empty, if none is stated or it is an unresolved property
 * @param licences as stated
 */
record Coordinate(String group, String artifact, String version, List<String> licences) {
    private static final int MAX_LENGTH = 512;

    Coordinate {
        licences = List.copyOf(licences);
    }

    String name() {
        return group + ":" + artifact;
    }

    Coordinate withLicences(List<String> newLicences) {
        return new Coordinate(group, artifact, version, newLicences);
    }

    /** Whether a text can be a {@code groupId} or {@code artifactId}: Maven allows letters, digits, dots, hyphens and underscores. */
    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '-'
                    || c == '_';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is a version and not a property that nobody resolved, or a sentence. */
    static boolean isVersion(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.contains("${") || text.startsWith("@")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f || "\\/:\"<>|?*[](),".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
