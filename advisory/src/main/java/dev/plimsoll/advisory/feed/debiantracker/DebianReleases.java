package dev.plimsoll.advisory.feed.debiantracker;

/** OSV's ecosystem names for Debian's releases. */
final class DebianReleases {
    private DebianReleases() {}

    /** {@code Debian:12} for {@code bookworm}; a codename that is not known keeps its name, so that it is never taken for another. */
    static String ecosystem(String codename) {
        return "Debian:"
                + switch (codename) {
                    case "wheezy" -> "7";
                    case "jessie" -> "8";
                    case "stretch" -> "9";
                    case "buster" -> "10";
                    case "bullseye" -> "11";
                    case "bookworm" -> "12";
                    case "trixie" -> "13";
                    case "forky" -> "14";
                    case "duke" -> "15";
                    default -> codename;
                };
    }
}
