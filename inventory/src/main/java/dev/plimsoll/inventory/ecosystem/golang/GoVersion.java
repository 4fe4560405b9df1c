package dev.plimsoll.inventory.ecosystem.golang;

import dev.plimsoll.inventory.Version;

/** A module version; its numbers are of any length, and build metadata ({@code +incompatible}) does not count. */
final class GoVersion implements Version {
    private final String text;
    private final String major;
    private final String minor;
    private final String patch;
    private final String preRelease;

    GoVersion(String text, String major, String minor, String patch, String preRelease) {
        this.text = text;
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.preRelease = preRelease;
    }

    @Override
    public int compareTo(Version version) {
        GoVersion other = (GoVersion) version;
        int order = compareNumbers(major, other.major);
        if (order == 0) {
            order = compareNumbers(minor, other.minor);
        }
        if (order == 0) {
            order = compareNumbers(patch, other.patch);
        }
        return order == 0 ? comparePreReleases(preRelease, other.preRelease) : order;
    }

    private static int compareNumbers(String a, String b) {
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }

    private static int comparePreReleases(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        int aStart = 0;
        int bStart = 0;
        while (aStart <= a.length() && bStart <= b.length()) {
            int aEnd = end(a, aStart);
            int bEnd = end(b, bStart);
            int order = compareIdentifiers(a.substring(aStart, aEnd), b.substring(bStart, bEnd));
            if (order != 0) {
                return order;
            }
            aStart = aEnd + 1;
            bStart = bEnd + 1;
        }
        return Boolean.compare(aStart <= a.length(), bStart <= b.length());
    }

    private static int end(String identifiers, int start) {
        int dot = identifiers.indexOf('.', start);
        return dot < 0 ? identifiers.length() : dot;
    }

    private static int compareIdentifiers(String a, String b) {
        boolean aNumber = isNumber(a);
        boolean bNumber = isNumber(b);
        if (aNumber != bNumber) {
            return aNumber ? -1 : 1;
        }
        return aNumber ? compareNumbers(a, b) : a.compareTo(b);
    }

    static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GoVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return major.hashCode() * 31 * 31 + minor.hashCode() * 31 + patch.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
