package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Resolution;
import dev.plimsoll.debian.resolve.ResolutionRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The packages of some signed suites for one architecture, as they are now. Safe for use by several threads. */
public final class PackageArchive {
    private PackageArchive() {}

    /**
     * Asks the mirrors for the suites' Releases, verifies them, and brings the indexes that have changed.
     *
     * @param http not closed by this, and used later to fetch packages
     * @param directories the cache keeps indexes and packages, the data directory the newest dates seen
     * @throws PlimsollException FEED_UNTRUSTED or FEED_EXPIRED if a suite is not to be believed; NETWORK if it can't be had; OFFLINE
     */
    public static PackageArchive open(
            DebianOptions options,
            ArchiveScope scope,
            HttpFetcher http,
            AppDirectories directories,
            Clock clock,
            Progress progress) {
        throw new UnsupportedOperationException("comes in the next push");
    }

    /** Date of the newest Release among the suites. */
    public Instant date() {
        throw new UnsupportedOperationException();
    }

    /** The suites as they were asked. */
    public List<ArchiveSuite> suites() {
        throw new UnsupportedOperationException();
    }

    /** The newest version of a package over all suites. */
    public Optional<ArchivePackage> candidate(String name) {
        throw new UnsupportedOperationException();
    }

    /** All versions of a package, the newest first. */
    public List<ArchivePackage> versions(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * The packages that a request needs, chosen as apt chooses them where nothing is installed yet.
     *
     * @throws PlimsollException USAGE if the archive can't fulfil the request: which package, which relation, and what there is
     */
    public Resolution resolve(ResolutionRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Brings the files of packages into the cache, several at once; each is there only if its hash is right.
     *
     * @return in the order of {@code packages}
     * @throws PlimsollException FEED_UNTRUSTED or NETWORK, naming the package
     */
    public List<Path> fetch(List<ArchivePackage> packages) {
        throw new UnsupportedOperationException();
    }
}
