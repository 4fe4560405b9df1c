package dev.plimsoll.debian.resolve;

import org.jspecify.annotations.Nullable;

/** What has been decided about a package so far. */
final class Mark {
    final String name;

    /** What would be chosen; null when it is out of the question. */
    @Nullable
    ArchivePackage candidate;

    /** What is chosen; null when it stays out. */
    @Nullable
    ArchivePackage chosen;

    /** Whether the decision must stay. */
    boolean fixed;

    /** Whether only others want it. */
    boolean automatic;

    /** Why there is no candidate any more, if a conflict is the reason; else empty. */
    String excluded = "";

    Mark(String name, @Nullable ArchivePackage candidate) {
        this.name = name;
        this.candidate = candidate;
    }
}
