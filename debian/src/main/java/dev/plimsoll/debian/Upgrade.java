package dev.plimsoll.debian;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a changelog that lies between an installed version and the one to upgrade to, newest first.
 *
 * <p>The place in the changelog decides, not the version: a stable update such as {@code 1.2-1~deb12u1} stands above {@code 1.2-1},
 * from which it was made and whose fixes it has, though it is lower.
 */
final class Upgrade {
    private final List<ChangelogEntry> entries;
    private final List<Version> versions;
    private final Version installed;

    private Upgrade(List<ChangelogEntry> entries, List<Version> versions, Version installed) {
        this.entries = List.copyOf(entries);
        this.versions = List.copyOf(versions);
        this.installed = installed;
    }

    /**
     * The entries from the candidate's down to the installed version's, without the latter. Empty if one of the two does not stand in
     * the changelog: then nothing proves that the installed package is an ancestor of the candidate.
     */
    static Optional<Upgrade> between(
            Changelog changelog, String source, Version installed, Version candidate, VersionScheme scheme) {
        List<ChangelogEntry> entries = new ArrayList<>();
        List<Version> versions = new ArrayList<>();
        for (ChangelogEntry entry : changelog.entries()) {
            Version version;
            try {
                version = scheme.parse(entry.version());
            } catch (UnreadableVersionException e) {
                // Entries of the last century have such; one can be passed over, as neither end of the way is.
                continue;
            }
            boolean own = entry.source().equals(source);
            if (own && version.compareTo(installed) == 0) {
                return entries.isEmpty() ? Optional.empty() : Optional.of(new Upgrade(entries, versions, installed));
            }
            if (!entries.isEmpty() || own && version.compareTo(candidate) == 0) {
                entries.add(entry);
                versions.add(version);
            }
        }
        return Optional.empty();
    }

    /** The way of a binary package from rebuild to rebuild, newest first, at least one step. */
    static Upgrade of(List<ChangelogEntry> entries, List<Version> versions, Version installed) {
        return new Upgrade(entries, versions, installed);
    }

    /** Newest first, the candidate's before all. */
    List<ChangelogEntry> entries() {
        return entries;
    }

    /** The lowest version from which on an entry's changes are there: its own, or that of a later upload which is numbered lower. */
    String fixedVersion(int index) {
        Version lowest = versions.get(0);
        for (int i = 1; i <= index; i++) {
            Version version = versions.get(i);
            if (version.compareTo(lowest) < 0 && version.compareTo(installed) > 0) {
                lowest = version;
            }
        }
        return lowest.toString();
    }
}
