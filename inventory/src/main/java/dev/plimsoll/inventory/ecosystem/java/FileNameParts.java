package dev.plimsoll.inventory.ecosystem.java;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One way to read {@code artifact-version[-classifier]} out of a file name; a name can often be read in several.
 *
 * @param classifier or empty
 */
record FileNameParts(String artifact, String version, String classifier) {
    private static final int MOST = 4;

    /**
     * The readings of a file name, the likeliest first.
     *
     * @param stem file name without suffix
     * @param versions versions that the manifest speaks of
     */
    static List<FileNameParts> of(String stem, List<String> versions) {
        Set<FileNameParts> readings = new LinkedHashSet<>();
        for (String version : versions) {
            bySaidVersion(stem, version, readings);
        }
        int first = nextVersion(stem, 0);
        int last = -1;
        for (int at = first; at >= 0; at = nextVersion(stem, at + 1)) {
            last = at;
        }
        // log4j-1.2-api-2.14.1: after the last hyphen before a digit. foo-1.0-2: after the first.
        boolean letterBetween = first >= 0 && hasWordPart(stem, first + 1, last);
        for (int at : letterBetween ? new int[] {last, first} : new int[] {first, last}) {
            if (at > 0) {
                readings.add(new FileNameParts(stem.substring(0, at), stem.substring(at + 1), ""));
                withClassifier(stem, at, readings);
            }
        }
        if (first < 0) {
            versions.forEach(version -> readings.add(new FileNameParts(stem, version, "")));
        }
        return readings.stream().limit(MOST).toList();
    }

    private static void bySaidVersion(String stem, String version, Set<FileNameParts> readings) {
        int at = stem.indexOf("-" + version);
        int end = at + 1 + version.length();
        if (at <= 0) {
            return;
        }
        if (end == stem.length()) {
            readings.add(new FileNameParts(stem.substring(0, at), version, ""));
        } else if (stem.charAt(end) == '-') {
            readings.add(new FileNameParts(stem.substring(0, at), stem.substring(at + 1), ""));
            readings.add(new FileNameParts(stem.substring(0, at), version, stem.substring(end + 1)));
        }
    }

    /** {@code 4.1.50.Final-linux-x86_64}: what follows the version's first word may be a classifier. */
    private static void withClassifier(String stem, int at, Set<FileNameParts> readings) {
        int hyphen = stem.indexOf('-', at + 1);
        if (hyphen > 0 && hyphen + 1 < stem.length() && Character.isLetter(stem.charAt(hyphen + 1))) {
            readings.add(new FileNameParts(
                    stem.substring(0, at), stem.substring(at + 1, hyphen), stem.substring(hyphen + 1)));
        }
    }

    /** The next hyphen that a digit follows, or {@code r} and a digit ({@code guava-r09}). */
    private static int nextVersion(String stem, int from) {
        for (int i = Math.max(1, from); i + 1 < stem.length(); i++) {
            if (stem.charAt(i) == '-') {
                char next = stem.charAt(i + 1);
                boolean release =
                        (next == 'r' || next == 'v') && i + 2 < stem.length() && Character.isDigit(stem.charAt(i + 2));
                if (Character.isDigit(next) || release) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Whether a part between hyphens is a plain word, so that what stands before it is rather a name. */
    private static boolean hasWordPart(String stem, int from, int to) {
        for (int i = from; i < to; i++) {
            if (stem.charAt(i) == '-' && Character.isLetter(stem.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }
}
