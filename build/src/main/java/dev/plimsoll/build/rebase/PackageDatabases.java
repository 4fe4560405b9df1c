package dev.plimsoll.build.rebase;

import java.util.List;

/** Where package managers note what they installed. */
final class PackageDatabases {
    /** Of distroless images: a file for each package, so that one more changes nothing. */
    private static final String BY_PACKAGE = "var/lib/dpkg/status.d/";

    private static final List<String> PLACES = List.of(
            "var/lib/dpkg",
            "lib/apk/db",
            "usr/lib/apk/db",
            "etc/apk/world",
            "var/lib/rpm",
            "usr/lib/sysimage/rpm",
            "usr/share/rpm");

    private PackageDatabases() {}

    /**
     * Whether a change there is one of a database of the base.
     *
     * @param added whether neither the old nor the new base has it
     */
    static boolean isOf(String path, boolean added) {
        if (added && path.startsWith(BY_PACKAGE)) {
            return false;
        }
        return PLACES.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"));
    }
}
