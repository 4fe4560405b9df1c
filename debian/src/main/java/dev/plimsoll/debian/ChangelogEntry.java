package dev.plimsoll.debian;

import java.util.List;
import java.util.Objects;

/**
 * One upload.
 *
 * @param source name of the source package
 * @param version of it
 * @param distribution where it went, such as {@code bookworm-security}
 * @param urgency the uploader's word, such as {@code high}; says how fast it should migrate, not how bad a flaw is
 * @param header its first line
 * @param lines what was changed, as written
 * @param trailer who and when, without the dashes; or empty
 */
record ChangelogEntry(
        String source,
        String version,
        String distribution,
        String urgency,
        String header,
        List<String> lines,
        String trailer) {
    ChangelogEntry {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(distribution, "distribution is null");
        Objects.requireNonNull(urgency, "urgency is null");
        Objects.requireNonNull(header, "header is null");
        Objects.requireNonNull(trailer, "trailer is null");
        lines = List.copyOf(lines);
    }
}
