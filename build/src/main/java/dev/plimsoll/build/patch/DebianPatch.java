package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.attest.Material;
import dev.plimsoll.build.attest.Provenance;
import dev.plimsoll.build.patch.dpkg.PackageUpgrade;
import dev.plimsoll.build.patch.dpkg.UpgradeItem;
import dev.plimsoll.build.patch.dpkg.UpgradeOutcome;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.build.unpack.Unpacking;
import dev.plimsoll.debian.ArchiveScope;
import dev.plimsoll.debian.ArchiveSuite;
import dev.plimsoll.debian.PackageArchive;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.UpgradePlan;
import dev.plimsoll.debian.resolve.UpgradeRequest;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.Platform;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the layer that upgrades an image's Debian packages. For one image. */
final class DebianPatch {
    static final String ECOSYSTEM = "dpkg";

    private final BuildTools tools;
    private final PatchOptions options;
    private final TempFiles tempFiles;
    private final Map<ArchivePackage, Unpacked> unpacked = new HashMap<>();

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
        return new Attempt(tree, archive, architecture, wanted).make();
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

    /** Tries until nothing is refused any more: what can't be upgraded is left as it is, and the rest is done anew without it. */
    private final class Attempt {
        private final ImageTree tree;
        private final PackageArchive archive;
        private final String architecture;
        private final Optional<Set<String>> wanted;
        private final Map<String, String> kept = new HashMap<>();

        Attempt(ImageTree tree, PackageArchive archive, String architecture, Optional<Set<String>> wanted) {
            this.tree = tree;
            this.archive = archive;
            this.architecture = architecture;
            this.wanted = wanted;
        }

        Patch make() throws IOException {
            while (true) {
                Draft draft = tree.draft(archive.date());
                PackageUpgrade upgrade = open(draft, architecture);
                upgrade.held().forEach(name -> kept.put(name, "it is held"));
                UpgradePlan plan =
                        archive.upgrade(new UpgradeRequest(upgrade.installed(), wanted, kept, upgrade.isPartial()));
                UpgradeOutcome outcome = upgrade.upgrade(items(plan, upgrade.isPartial()));
                if (outcome.refused().isEmpty()) {
                    return new Patch(described(plan, outcome), draft);
                }
                kept.putAll(outcome.refused());
            }
        }

        private PatchPlan described(UpgradePlan plan, UpgradeOutcome outcome) {
            List<String> notes = new ArrayList<>(outcome.notes());
            archive.suites().stream().map(ArchiveSuite::exceptions).forEach(notes::addAll);
            return new PatchPlan(
                    plan.steps().stream()
                            .map(each -> new PatchPlan.Change(
                                    ECOSYSTEM,
                                    each.name(),
                                    each.before().map(ArchivePackage::version).orElse(""),
                                    each.after().version(),
                                    ""))
                            .toList(),
                    plan.kept(),
                    archive.suites().stream()
                            .map(each -> each.name() + " " + LocalDate.ofInstant(each.date(), ZoneOffset.UTC))
                            .collect(Collectors.joining(", ")),
                    archive.date(),
                    materials(plan),
                    notes);
        }

        private List<Material> materials(UpgradePlan plan) {
            List<Material> materials = new ArrayList<>();
            archive.suites()
                    .forEach(each -> materials.add(Provenance.suite(each.name(), each.date(), each.inRelease())));
            for (UpgradePlan.Step step : plan.steps()) {
                ArchivePackage each = step.after();
                Purl purl = Purl.of("deb", "debian", each.name(), each.version(), Map.of("arch", each.architecture()));
                materials.add(new Material(each.filename(), purl.toString(), each.sha256()));
            }
            return materials;
        }

        /** @param partial whether it matters what the installed versions had */
        private List<UpgradeItem> items(UpgradePlan plan, boolean partial) {
            Map<ArchivePackage, ArchivePackage> formers = partial ? formers(plan) : Map.of();
            List<ArchivePackage> missing = Stream.concat(
                            plan.steps().stream().map(UpgradePlan.Step::after), formers.values().stream())
                    .filter(each -> !unpacked.containsKey(each))
                    .toList();
            List<Path> files = archive.fetch(missing);
            List<Unpacking.Source> sources = new ArrayList<>();
            for (int i = 0; i < missing.size(); i++) {
                sources.add(new Unpacking.Source(missing.get(i), files.get(i)));
            }
            try (Progress.Task task = tools.progress().start("unpacking packages", sources.size())) {
                Unpacking.all(sources, archive.date(), Unpacking.Rights.KEPT, tempFiles, Limits.DEFAULT, task)
                        .forEach(each -> unpacked.put(each.described(), each));
            }
            return plan.steps().stream()
                    .map(each -> new UpgradeItem(
                            each.before(),
                            Optional.ofNullable(unpacked.get(each.after())).orElseThrow(),
                            Optional.ofNullable(formers.get(each.after()))
                                    .flatMap(former -> Optional.ofNullable(unpacked.get(former)))))
                    .toList();
        }

        /** Installed versions that the archive still has, by what takes their place. */
        private Map<ArchivePackage, ArchivePackage> formers(UpgradePlan plan) {
            Map<ArchivePackage, ArchivePackage> formers = new HashMap<>();
            for (UpgradePlan.Step step : plan.steps()) {
                step.before()
                        .flatMap(before -> archive.versions(before.name()).stream()
                                .filter(each -> each.version().equals(before.version())
                                        && each.architecture().equals(before.architecture()))
                                .findFirst())
                        .ifPresent(each -> formers.put(step.after(), each));
            }
            return formers;
        }
    }
}
