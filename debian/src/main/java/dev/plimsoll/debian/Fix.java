package dev.plimsoll.debian;

import java.util.List;
import java.util.Objects;

/**
 * One flaw that an upgrade fixes.
 *
 * @param id of the flaw
 * @param aliases other ids that the same sentence gives it
 * @param version the first version that has the fix
 * @param entry that says so
 * @param lines of the entry that name it
 */
record Fix(String id, List<String> aliases, String version, ChangelogEntry entry, List<String> lines) {
    Fix {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(entry, "entry is null");
        aliases = List.copyOf(aliases);
        lines = List.copyOf(lines);
    }

    /** The entry's first line, the lines that name the flaw, and who signed it. */
    String evidence() {
        String trailer = entry.trailer().isEmpty() ? "" : "\n -- " + entry.trailer();
        return entry.header() + "\n" + String.join("\n", lines) + trailer;
    }
}
