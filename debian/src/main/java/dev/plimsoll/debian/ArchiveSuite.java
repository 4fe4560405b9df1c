package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A suite as it was asked, for the record.
 *
 * @param name for example {@code bookworm-security}
 * @param base address of its archive
 * @param date of its Release
 * @param inRelease hash of its signed InRelease file
 * @param exceptions what was let through because the user allowed it, such as an expired Release
 */
public record ArchiveSuite(String name, URI base, Instant date, Digest inRelease, List<String> exceptions) {
    public ArchiveSuite {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(base, "base is null");
        Objects.requireNonNull(date, "date is null");
        Objects.requireNonNull(inRelease, "inRelease is null");
        exceptions = List.copyOf(exceptions);
    }
}
