package dev.plimsoll.build.patch;

import dev.plimsoll.build.patch.java.LibraryChange;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The version of a Java library that mends most with the smallest step: the nearest fixed one of the same major line. */
final class FixedVersions {
    private final Versions versions =
            new Versions(Ecosystems.byId("java").orElseThrow().versions());

    /**
     * What to change to.
     *
     * @param version the new one; empty if no fix is in the same line
     * @param beyond findings that only a later line mends: with its version, in words
     */
    record Choice(Optional<String> version, List<String> beyond) {}

    Choice choose(String installed, List<Finding> findings) {
        Optional<String> nearest = Optional.empty();
        List<String> beyond = new ArrayList<>();
        for (Finding each : findings) {
            String fixed = each.fixedVersion();
            if (fixed.isEmpty()) {
                continue;
            }
            if (!isSameLine(installed, fixed)) {
                beyond.add(each.id() + " is fixed in " + fixed + " only");
            } else if (nearest.isEmpty() || versions.compare(fixed, nearest.get()) > 0) {
                nearest = Optional.of(fixed);
            }
        }
        return new Choice(nearest, beyond);
    }

    /** Whether a change stays in its major line and goes forward; before 1.0 each minor version is a line of its own. */
    boolean isStepForward(LibraryChange change) {
        return isStepForward(change.from(), change.to());
    }

    /** As for a change. */
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

    private static boolean isSameLine(String one, String other) {
        return line(one).equals(line(other));
    }

    private static String line(String version) {
        String[] parts = version.split("[.-]", 3);
        return parts[0].equals("0") && parts.length > 1 ? "0." + parts[1] : parts[0];
    }
}
