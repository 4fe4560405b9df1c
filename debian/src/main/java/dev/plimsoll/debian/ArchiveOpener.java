package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.debian.catalog.Catalog;
import dev.plimsoll.debian.catalog.Catalogs;
import dev.plimsoll.debian.resolve.Versions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Brings Releases and indexes, verified, and makes a {@link PackageArchive} of them. */
final class ArchiveOpener {
    private final DebianOptions options;
    private final Trust trust;
    private final HttpFetcher http;
    private final ArchiveFiles files;
    private final Clock clock;
    private final Progress progress;

    ArchiveOpener(
            DebianOptions options,
            Trust trust,
            HttpFetcher http,
            AppDirectories directories,
            Clock clock,
            Progress progress) {
        this.options = options;
        this.trust = trust;
        this.http = AptProxy.fetcher(options, http);
        this.files = new ArchiveFiles(directories);
        this.clock = clock;
        this.progress = progress;
    }

    /** @param scheme how versions are compared; asked while the mirror is */
    PackageArchive open(ArchiveScope scope, Supplier<Versions> scheme) {
        List<Suite> suites =
                new SuitePlan(options.withSuites(scope.suites()), AptSources.read(options.aptDirectory())).suites();
        Mirror mirror = new Mirror(http, progress);
        IndexLoader indexes = new IndexLoader(mirror, files);
        Instant now = clock.instant();
        ReleaseSet releaseSet = new ReleaseSet(
                new ReleaseLoader(mirror, files),
                new KeySource(trust, mirror, indexes, files),
                new ReplayGuard(files, now, options.allowExpired()),
                now,
                options.allowExpired());
        try (Downloads downloads = new Downloads()) {
            Supplier<Versions> begun = downloads.begin(scheme);
            List<SuiteRelease> releases = releaseSet.open(suites, scope.architecture(), downloads);
            releases.forEach(release -> requireScope(release, scope));
            Versions versions = begun.get();
            Catalogs catalogs = catalogs(releases, scope, versions, indexes, downloads);
            PackagePool pool = new PackagePool(http, files, progress);
            return new PackageArchive(bySuite(releases), catalogs, versions, pool);
        } catch (UnjudgedException e) {
            throw new PlimsollException(
                    ErrorCode.NETWORK,
                    e.getMessage() + "; name " + Defaults.ANOTHER_MIRROR + ", or another release",
                    e);
        }
    }

    private static void requireScope(SuiteRelease release, ArchiveScope scope) {
        if (!release.release().architectures().contains(scope.architecture())) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    release.suite().name() + " has no packages for " + scope.architecture() + "; it has "
                            + String.join(", ", release.release().architectures()));
        }
        for (String component : scope.components()) {
            List<String> known = release.release().components();
            if (!known.contains(component) && !known.contains("updates/" + component)) {
                throw new PlimsollException(
                        ErrorCode.USAGE,
                        release.suite().name() + " has no component " + component + "; it has "
                                + String.join(", ", known));
            }
        }
    }

    private record Part(SuiteRelease release, String component) {}

    private static Catalogs catalogs(
            List<SuiteRelease> releases,
            ArchiveScope scope,
            Versions versions,
            IndexLoader indexes,
            Downloads downloads) {
        List<Part> parts = new ArrayList<>();
        for (SuiteRelease release : releases) {
            scope.components().forEach(component -> parts.add(new Part(release, component)));
        }
        List<List<Catalog>> read = downloads.all(
                parts,
                part -> indexes.catalogs(
                        part.release().suite(), part.release().release(), part.component(), scope.architecture()));
        List<Catalogs.Part> catalogs = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            SuiteRelease release = parts.get(i).release();
            read.get(i)
                    .forEach(each -> catalogs.add(new Catalogs.Part(
                            each, release.suite().name(), release.release().priority())));
        }
        return new Catalogs(scope.architecture(), catalogs, versions);
    }

    private static Map<String, SuiteRelease> bySuite(List<SuiteRelease> releases) {
        Map<String, SuiteRelease> bySuite = new LinkedHashMap<>();
        releases.forEach(release -> bySuite.put(release.suite().name(), release));
        return bySuite;
    }
}
