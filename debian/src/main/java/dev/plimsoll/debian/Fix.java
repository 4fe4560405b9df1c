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
 * @param packageName the one binary package that was rebuilt, {@code version} being its own; empty: all of the source
 */
record Fix(
        String id, List<String> aliases, String version, ChangelogEntry entry, List<String> lines, String packageName) {
    Fix {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(entry, "entry is null");
        Objects.requireNonNull(packageName, "packageName is null");
        aliases = List.copyOf(aliases);
        lines = List.copyOf(lines);
    }

    /** The same by a rebuild of one package. */
    Fix onlyOf(String name) {
        return new Fix(id, aliases, version, entry, lines, name);
    }

    /** The entry's first line, the lines that name the flaw, and who signed it. */
    String evidence() {
        String trailer = entry.trailer().isEmpty() ? "" : "\n -- " + entry.trailer();
        return entry.header() + "\n" + String.join("\n", lines) + trailer;
    }
}
