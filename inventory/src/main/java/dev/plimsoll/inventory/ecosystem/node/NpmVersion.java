package dev.plimsoll.inventory.ecosystem.node;

import dev.plimsoll.inventory.Version;
import java.util.List;

/** A version as npm orders it: build metadata does not count, a pre-release comes before its release. */
final class NpmVersion implements Version {
    private final String text;
    private final long major;
    private final long minor;
    private final long patch;
    private final List<String> preRelease;

    NpmVersion(String text, long major, long minor, long patch, List<String> preRelease) {
        this.text = text;
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.preRelease = preRelease;
    }

    @Override
    public int compareTo(Version version) {
        NpmVersion other = (NpmVersion) version;
        int order = Long.compare(major, other.major);
        if (order == 0) {
            order = Long.compare(minor, other.minor);
        }
        if (order == 0) {
            order = Long.compare(patch, other.patch);
        }
        return order == 0 ? comparePreRelease(other) : order;
    }

    private int comparePreRelease(NpmVersion other) {
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        int common = Math.min(preRelease.size(), other.preRelease.size());
        for (int i = 0; i < common; i++) {
            int order = compareIdentifier(preRelease.get(i), other.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    private static int compareIdentifier(String a, String b) {
        boolean aNumeric = isNumeric(a);
        boolean bNumeric = isNumeric(b);
        if (aNumeric != bNumeric) {
            return aNumeric ? -1 : 1;
        }
        // npm compares numbers as JavaScript has them, so that huge ones lose their last digits.
        return aNumeric ? Double.compare(Double.parseDouble(a), Double.parseDouble(b)) : a.compareTo(b);
    }

    private static boolean isNumeric(String identifier) {
        for (int i = 0; i < identifier.length(); i++) {
            if (identifier.charAt(i) < '0' || identifier.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NpmVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(major) * 31 * 31 + Long.hashCode(minor) * 31 + Long.hashCode(patch);
    }

    @Override
    public String toString() {
        return text;
    }
}
