package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.patch.dpkg.PackageUpgrade;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.ArchiveScope;
import dev.plimsoll.debian.PackageArchive;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.Platform;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the layer that upgrades an image's Debian packages. For one image. */
final class DebianPatch {
    static final String ECOSYSTEM = "dpkg";

    private final BuildTools tools;
    private final PatchOptions options;
    private final TempFiles tempFiles;

    DebianPatch(BuildTools tools, PatchOptions options, TempFiles tempFiles) {
        this.tools = tools;
        this.options = options;
        this.tempFiles = tempFiles;
    }

    /**
     * What was done.
     *
     * @param plan in words
     * @param draft the image's files as they are now, readable until the temporary files are closed
     */
    record Patch(PatchPlan plan, Draft draft) {}

    /** Whether an image has packages that this can upgrade. */
    static boolean isFor(ScanResult before) {
        return before.inventory()
                .distro()
                .filter(each -> each.id().equals("debian"))
                .isPresent();
    }

    /** Whether an image has no database of dpkg, but says of each package by itself that it is there. */
    static boolean isByFolder(ScanResult before) {
        return before.inventory().components().stream()
                .filter(each -> each.ecosystem().equals(ECOSYSTEM))
                .flatMap(each -> each.locations().stream())
                .anyMatch(each -> each.path().startsWith("var/lib/dpkg/status.d/"));
    }

    /** @param wanted names of packages to upgrade, with what their new versions need; empty for all */
    Patch make(Image image, ScanResult before, ImageTree tree, Optional<Set<String>> wanted) throws IOException {
        Distro distro = distro(before);
        String architecture = architecture(image.info().platform().orElse(Platform.ofMachine()));
        ArchiveScope scope = scope(distro, architecture);
        // What can't be read is told before anything is asked.
        open(tree.draft(Instant.EPOCH), architecture);
        PackageArchive archive = PackageArchive.open(
                tools.archive(), scope, tools.fetcher(), tools.directories(), tools.clock(), tools.progress());
        ReadUpgrade.Done read = new ReadUpgrade(tools, tempFiles, archive, wanted)
                .make(() -> tree.draft(archive.date()), draft -> open(draft, architecture));
        RefusedPackages.Outcome refused = new RefusedPackages(tools, options.engine(), tempFiles)
                .upgrade(image, tree.files(), archive, wanted, read);
        return new Patch(DebianPlan.of(archive, read, refused), read.draft());
    }

    private Distro distro(ScanResult before) {
        Optional<Distro> distro = before.inventory().distro();
        if (isFor(before)) {
            return distro.orElseThrow();
        }
        String what = distro.map(each -> each.prettyName().isEmpty() ? each.id() : each.prettyName())
                .orElse("no distribution that is known");
        throw new PlimsollException(
                ErrorCode.UNSUPPORTED_FORMAT,
                "'" + options.image() + "' is of " + what
                        + "; Debian images can be patched, those of Alpine and of rpm packages can't yet");
    }

    private PackageUpgrade open(Draft draft, String architecture) {
        return PackageUpgrade.open(draft, architecture)
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "'" + options.image()
                                + "' does not say which packages it has: it has neither dpkg's database"
                                + " (/var/lib/dpkg/status) nor a folder of packages (/var/lib/dpkg/status.d)"));
    }

    private ArchiveScope scope(Distro distro, String architecture) {
        ArchiveScope usual = ArchiveScope.ofRelease(codename(distro), architecture);
        List<String> named = tools.archive().suites();
        return named.isEmpty() ? usual : new ArchiveScope(named, usual.components(), architecture);
    }

    private String codename(Distro distro) {
        String name = distro.codename();
        if (name.isEmpty() || !name.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            throw new PlimsollException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "'" + options.image() + "' does not say of which release of Debian it is (VERSION_CODENAME)");
        }
        return name;
    }

    /** Debian's name of it. */
    private static String architecture(Platform platform) {
        return switch (platform.architecture()) {
            case "386" -> "i386";
            case "arm" -> "armhf";
            case "ppc64le" -> "ppc64el";
            default -> platform.architecture();
        };
    }
}
