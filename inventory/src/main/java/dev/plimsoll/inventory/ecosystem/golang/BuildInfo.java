package dev.plimsoll.inventory.ecosystem.golang;

/**
 * What a Go binary carries of how it was built.
 *
 * @param goVersion such as {@code go1.21.3}; never empty
 * @param modules the lines of {@code runtime/debug.BuildInfo}, as text; empty if it was built without modules
 */
record BuildInfo(String goVersion, String modules) {}
