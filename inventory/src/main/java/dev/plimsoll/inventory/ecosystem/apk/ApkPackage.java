package dev.plimsoll.inventory.ecosystem.apk;

import dev.plimsoll.inventory.Origin;

/**
 * An installed package; what is not stated is empty.
 *
 * @param name {@code P:}
 * @param version {@code V:}
 * @param architecture {@code A:}
 * @param origin {@code o:}, the package whose build made it
 * @param licence {@code L:}
 */
record ApkPackage(String name, String version, String architecture, String origin, String licence) {

    /** A group of packages that {@code apk add --virtual} made up; it holds nothing itself. */
    boolean isVirtual() {
        return name.startsWith(".");
    }

    /** Built from; all that one build makes has one version. */
    Origin source() {
        return new Origin(origin.isEmpty() ? name : origin, version);
    }
}
