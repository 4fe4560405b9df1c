package dev.plimsoll.build;

import dev.plimsoll.build.lock.Lock;
import dev.plimsoll.build.lock.LockFile;
import dev.plimsoll.build.lock.LockRequest;
import dev.plimsoll.build.lock.LockedSuite;
import dev.plimsoll.build.root.RootPackage;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.ArchiveScope;
import dev.plimsoll.debian.ArchiveSuite;
import dev.plimsoll.debian.LockedPackage;
import dev.plimsoll.debian.LockedPackages;
import dev.plimsoll.debian.PackageArchive;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Resolution;
import dev.plimsoll.debian.resolve.ResolutionRequest;
import dev.plimsoll.image.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses and fetches the packages of images: from a lock, or as the archive is now. An archive is asked once for all images. */
final class PackageChoice {
    private final BuildTools tools;
    private final Map<ArchiveScope, PackageArchive> archives = new HashMap<>();

    PackageChoice(BuildTools tools) {
        this.tools = tools;
    }

    /**
     * The packages of an image, fetched.
     *
     * @param lock what was chosen
     * @param fromLock whether a lock file decided
     * @param packages in the order in which they are unpacked
     * @param notes what was let through because the user allowed it
     */
    record Chosen(Lock lock, boolean fromLock, List<RootPackage> packages, List<String> notes) {}

    Chosen choose(ImageSpec spec, BuildOptions options) {
        LockRequest request = LockRequest.of(spec);
        Optional<Lock> lock = options.lockUse() == BuildOptions.LockUse.READ
                ? LockFile.read(options.lockFile()).of(options.platform(), request)
                : Optional.empty();
        return lock.map(known -> locked(known, options))
                .orElseGet(() -> resolved(spec, request, architecture(options.platform())));
    }

    private Chosen locked(Lock lock, BuildOptions options) {
        List<RootPackage> packages = LockedPackages.open(
                        tools.archive(),
                        options.lockFile().toString(),
                        lock.date(),
                        options.snapshots(),
                        tools.fetcher(),
                        tools.directories(),
                        tools.progress())
                .fetch(lock.packages())
                .stream()
                .map(each -> new RootPackage(each.described(), each.file()))
                .toList();
        return new Chosen(lock, true, packages, List.of());
    }

    private Chosen resolved(ImageSpec spec, LockRequest request, String architecture) {
        ArchiveScope scope =
                new ArchiveScope(spec.archive().suites(), spec.archive().components(), architecture);
        PackageArchive archive = archives.computeIfAbsent(
                scope,
                each -> PackageArchive.open(
                        tools.archive(), each, tools.fetcher(), tools.directories(), tools.clock(), tools.progress()));
        Resolution resolution = archive.resolve(new ResolutionRequest(spec.packages(), spec.pins(), spec.recommends()));
        Lock lock = new Lock(
                request,
                archive.suites().stream().map(LockedSuite::of).toList(),
                resolution.packages().stream().map(LockedPackage::of).toList());
        return new Chosen(
                lock,
                false,
                fetched(resolution.packages(), archive),
                archive.suites().stream()
                        .map(ArchiveSuite::exceptions)
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<RootPackage> fetched(List<ArchivePackage> packages, PackageArchive archive) {
        List<Path> files = archive.fetch(packages);
        List<RootPackage> result = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            result.add(new RootPackage(packages.get(i), files.get(i)));
        }
        return result;
    }

    /** Debian calls the two that are built for as Go does. */
    static String architecture(Platform platform) {
        return platform.architecture();
    }
}
