package dev.plimsoll.build.patch;

import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.scan.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The version of a Java library that mends most with the smallest step: the nearest fixed one of the same major line. */
final class FixedVersions {
    private final Versions versions = Versions.of("java");

    /**
     * What to change to.
     *
     * @param versions that mend something in the same line, the one that mends most first; none if no fix is in that line
     * @param beyond findings that only a later line mends: with its version, in words
     */
    record Choice(List<String> versions, List<String> beyond) {}

    Choice choose(String installed, List<Finding> findings) {
        List<String> near = new ArrayList<>();
        List<String> beyond = new ArrayList<>();
        for (Finding each : findings) {
            String fixed = each.fixedVersion();
            if (fixed.isEmpty()) {
                continue;
            }
            if (!isSameLine(installed, fixed)) {
                beyond.add(each.id() + " is fixed in " + fixed + " only");
            } else if (!near.contains(fixed)) {
                near.add(fixed);
            }
        }
        near.sort(Collections.reverseOrder(versions::compare));
        return new Choice(near, beyond);
    }

    /** Whether a version stays in the major line and goes forward; before 1.0 each minor version is a line of its own. */
    boolean isStepForward(String from, String to) {
        return isSameLine(from, to) && versions.compare(from, to) < 0;
    }

    /** The earlier of two. */
    String earlier(String one, String other) {
        return versions.compare(one, other) <= 0 ? one : other;
    }

    /** The later of two. */
    String later(String one, String other) {
        return versions.compare(one, other) >= 0 ? one : other;
    }

    /** Those of some versions, latest first, that are later than one, and that one. */
    List<String> from(String least, List<String> some) {
        List<String> found = new ArrayList<>(some);
        found.removeIf(each -> versions.compare(each, least) <= 0);
        found.add(least);
        return found;
    }

    private static boolean isSameLine(String one, String other) {
        return line(one).equals(line(other));
    }

    private static String line(String version) {
        String[] parts = version.split("[.-]", 3);
        return parts[0].equals("0") && parts.length > 1 ? "0." + parts[1] : parts[0];
    }
}
