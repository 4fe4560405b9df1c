package dev.plimsoll.build.lock;

import dev.plimsoll.base.Digest;
import dev.plimsoll.debian.ArchiveSuite;
import java.time.Instant;
import java.util.Objects;

/**
 * A signed suite that packages were chosen from. Which mirror it was read from is not kept: the signature is the archive's, wherever it
 * is read.
 *
 * @param name such as {@code bookworm-security}
 * @param date of its Release
 * @param inRelease hash of its signed InRelease file
 */
public record LockedSuite(String name, Instant date, Digest inRelease) {
    public LockedSuite {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(date, "date is null");
        Objects.requireNonNull(inRelease, "inRelease is null");
    }

    /** What a lock keeps of a suite. */
    public static LockedSuite of(ArchiveSuite suite) {
        return new LockedSuite(suite.name(), suite.date(), suite.inRelease());
    }
}
