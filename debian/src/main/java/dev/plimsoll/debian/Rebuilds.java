package dev.plimsoll.debian;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rebuilds without a source change fix: {@code 1.2-3+b2} is made of the source {@code 1.2-3} like {@code 1.2-3+b1} before it, but
 * may hold a repaired static library. Their entries stand in {@code changelog.Debian.ARCH.gz} of the rebuilt package itself.
 */
final class Rebuilds {
    private final ChangelogFinder changelogs;
    private final VersionScheme scheme;

    Rebuilds(ChangelogFinder changelogs, VersionScheme scheme) {
        this.changelogs = changelogs;
        this.scheme = scheme;
    }

    /**
     * The fixes for installed packages whose source is the candidate's already.
     *
     * @throws UnreadableVersionException if a binary package's version is none
     */
    List<Fix> fixes(InstalledSource source, Archive.Candidate candidate) throws UnreadableVersionException {
        List<Fix> fixes = new ArrayList<>();
        for (Map.Entry<String, String> installed : source.packages().entrySet()) {
            Version version = scheme.parse(installed.getValue());
            Optional<Archive.Offer> newer = newer(installed.getKey(), version, candidate);
            if (newer.isPresent()) {
                Changelog rebuilds =
                        Changelog.parse(changelogs.docs(newer.get()).rebuilds());
                fixes.addAll(fixes(installed.getKey(), version, newer.get(), rebuilds));
            }
        }
        return fixes;
    }

    private Optional<Archive.Offer> newer(String name, Version installed, Archive.Candidate candidate)
            throws UnreadableVersionException {
        Optional<Archive.Offer> newest = Optional.empty();
        Version best = installed;
        for (Archive.Offer offer : candidate.offers()) {
            Version version = scheme.parse(offer.entry().version());
            if (offer.entry().name().equals(name) && version.compareTo(best) > 0) {
                best = version;
                newest = Optional.of(offer);
            }
        }
        return newest;
    }

    private List<Fix> fixes(String name, Version installed, Archive.Offer offer, Changelog rebuilds)
            throws UnreadableVersionException {
        Version newest = scheme.parse(offer.entry().version());
        List<ChangelogEntry> entries = new ArrayList<>();
        List<Version> versions = new ArrayList<>();
        for (ChangelogEntry entry : rebuilds.entries()) {
            Version version = scheme.parse(entry.version());
            if (version.compareTo(installed) > 0 && version.compareTo(newest) <= 0) {
                entries.add(entry);
                versions.add(version);
            }
        }
        return entries.isEmpty()
                ? List.of()
                : FixExtractor.fixes(Upgrade.of(entries, versions, installed)).stream()
                        .map(fix -> fix.onlyOf(name))
                        .toList();
    }
}
