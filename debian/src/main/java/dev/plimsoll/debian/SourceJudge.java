package dev.plimsoll.debian;

import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.util.Optional;

/** Judges one source package: is it the archive's, how old is it, and what has been fixed since. */
final class SourceJudge {
    private final Archive archive;
    private final ChangelogFinder changelogs;
    private final VersionScheme scheme;

    SourceJudge(Archive archive, ChangelogFinder changelogs, VersionScheme scheme) {
        this.archive = archive;
        this.changelogs = changelogs;
        this.scheme = scheme;
    }

    /**
     * Judges by version and lineage.
     *
     * @throws PlimsollException FEED_UNTRUSTED if the archive's files are not what was signed; other failures concern this package
     *     alone and are its verdict
     */
    Verdict judge(InstalledSource source) {
        try {
            Version installed = scheme.parse(source.version());
            Optional<Archive.Candidate> candidate = archive.candidate(source.name());
            return candidate.isEmpty()
                    ? Verdict.notJudged(
                            Reason.FOREIGN,
                            "the release has no source package " + source.name() + ": a third party's, or one removed")
                    : compare(source, installed, candidate.get()).withNewest(archive.newest(source));
        } catch (UnreadableVersionException e) {
            return Verdict.notJudged(Reason.VERSION_UNREADABLE, String.valueOf(e.getMessage()));
        } catch (PlimsollException e) {
            if (e.code() == ErrorCode.FEED_UNTRUSTED) {
                throw e;
            }
            return Verdict.notJudged(Reason.SOURCE_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Verdict compare(InstalledSource source, Version installed, Archive.Candidate candidate)
            throws UnreadableVersionException {
        int order = installed.compareTo(candidate.version());
        if (order == 0) {
            return Verdict.judged(
                    "the newest in the archive", new Rebuilds(changelogs, scheme).fixes(source, candidate));
        }
        if (order > 0) {
            return Verdict.notJudged(
                    Reason.LINEAGE,
                    source.name() + " " + source.version() + " is newer than the archive's " + candidate.version()
                            + ": another origin");
        }
        return trace(source, installed, candidate);
    }

    /** Finds the way from the installed version to the candidate in the latter's changelog. */
    private Verdict trace(InstalledSource source, Version installed, Archive.Candidate candidate) {
        Optional<Changelog> changelog = changelogs.find(
                candidate,
                source.packages().keySet(),
                each -> upgrade(each, source, installed, candidate).isPresent());
        Optional<Upgrade> upgrade = changelog.flatMap(each -> upgrade(each, source, installed, candidate));
        if (upgrade.isEmpty()) {
            return Verdict.notJudged(
                    Reason.LINEAGE,
                    source.version() + " does not stand in the changelog of the archive's " + source.name() + " "
                            + candidate.version() + ": another origin, or the changelog is trimmed");
        }
        return Verdict.judged("upgradable to " + candidate.version(), FixExtractor.fixes(upgrade.get()));
    }

    private Optional<Upgrade> upgrade(
            Changelog changelog, InstalledSource source, Version installed, Archive.Candidate candidate) {
        return Upgrade.between(changelog, source.name(), installed, candidate.version(), scheme);
    }
}
