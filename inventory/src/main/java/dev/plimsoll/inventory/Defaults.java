package dev.plimsoll.inventory;

import java.net.URI;

/** Hosts that this module asks unless the user names others. */
public final class Defaults {
    /** The Maven repository whose checksums prove coordinates; the setting {@code java.repository} replaces it. */
    public static final URI MAVEN_REPOSITORY = URI.create("https://repo1.maven.org/maven2");

    private Defaults() {}
}
