package dev.plimsoll.inventory;

/** How one ecosystem reads and orders its versions. Safe for use by several threads. */
public interface VersionScheme {
    /** Short name as in the vers spec where it has one: {@code deb}, {@code alpine}, {@code rpm}, {@code npm}, {@code pypi}, … */
    String id();

    /**
     * Reads a version.
     *
     * @throws UnreadableVersionException if the ecosystem's own tool would refuse it; never guessed at
     */
    Version parse(String text) throws UnreadableVersionException;
}
