package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.debian.catalog.Catalogs;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Resolution;
import dev.plimsoll.debian.resolve.ResolutionRequest;
import dev.plimsoll.debian.resolve.Resolver;
import dev.plimsoll.debian.resolve.UpgradePlan;
import dev.plimsoll.debian.resolve.UpgradeRequest;
import dev.plimsoll.debian.resolve.UpgradeResolver;
import dev.plimsoll.debian.resolve.Versions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packages of some signed suites for one architecture, as they are now. Safe for use by several threads. */
public final class PackageArchive {
    private static final String ADVICE =
            "A mirror in the middle of an update has what its index names in a while: try again later, or "
                    + Defaults.ANOTHER_MIRROR;

    private final Map<String, SuiteRelease> releases;
    private final Catalogs catalogs;
    private final Versions versions;
    private final PackagePool pool;

    PackageArchive(Map<String, SuiteRelease> releases, Catalogs catalogs, Versions versions, PackagePool pool) {
        this.releases = releases;
        this.catalogs = catalogs;
        this.versions = versions;
        this.pool = pool;
    }

    /**
     * Asks the mirrors for the suites' Releases, verifies them, and brings the indexes that have changed.
     *
     * @param options whose own suites do not count here
     * @param http not closed by this, and used later to fetch packages
     * @param directories the cache keeps indexes and packages, the data directory the newest dates seen
     * @throws PlimsollException FEED_UNTRUSTED or FEED_EXPIRED if a suite is not to be believed; NETWORK if it can't be had; OFFLINE;
     *     USAGE if a suite does not have the architecture or a component
     */
    public static PackageArchive open(
            DebianOptions options,
            ArchiveScope scope,
            HttpFetcher http,
            AppDirectories directories,
            Clock clock,
            Progress progress) {
        return new ArchiveOpener(options, Trust.debian(), http, directories, clock, progress)
                .open(scope, () -> Versions.of("dpkg"));
    }

    /** Date of the newest Release among the suites. */
    public Instant date() {
        return releases.values().stream()
                .map(each -> each.release().date())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The suites as they were asked. */
    public List<ArchiveSuite> suites() {
        return releases.values().stream()
                .map(each -> new ArchiveSuite(
                        each.suite().name(),
                        each.suite().base(),
                        each.release().date(),
                        each.inRelease(),
                        each.exceptions()))
                .toList();
    }

    /** The version of a package that is taken if nothing speaks against it: the newest of all suites that are taken from by default. */
    public Optional<ArchivePackage> candidate(String name) {
        return catalogs.candidate(name);
    }

    /** All versions of a package, the newest first. */
    public List<ArchivePackage> versions(String name) {
        return catalogs.versions(name);
    }

    /**
     * The packages that a request needs, chosen as apt chooses them where nothing is installed yet.
     *
     * @throws PlimsollException USAGE if the archive can't fulfil the request: which package, which relation, and what there is
     */
    public Resolution resolve(ResolutionRequest request) {
        return new Resolver(catalogs, versions).resolve(request);
    }

    /** What of installed packages can be upgraded, chosen as apt chooses it. */
    public UpgradePlan upgrade(UpgradeRequest request) {
        return new UpgradeResolver(catalogs, versions).resolve(request);
    }

    /**
     * Brings the files of packages into the cache, several at once; each is there only if its hash is right.
     *
     * @return in the order of {@code packages}; the files are the cache's own, so they must not be changed
     * @throws PlimsollException FEED_UNTRUSTED or NETWORK, naming the package
     */
    public List<Path> fetch(List<ArchivePackage> packages) {
        return pool.fetch(packages.stream().map(this::wanted).toList(), ADVICE);
    }

    private PackagePool.Wanted wanted(ArchivePackage each) {
        SuiteRelease release = releases.get(each.suite());
        if (release == null) {
            throw new IllegalArgumentException(each + " is not of this archive");
        }
        return new PackagePool.Wanted(
                each.toString(),
                new Expected(each.sha256(), each.size()),
                List.of(release.suite().pool(each.filename())));
    }
}
