package dev.plimsoll.build.patch;

import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.patch.dpkg.PackageUpgrade;
import dev.plimsoll.build.patch.dpkg.UpgradeItem;
import dev.plimsoll.build.patch.dpkg.UpgradeOutcome;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.build.unpack.Unpacking;
import dev.plimsoll.debian.PackageArchive;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.UpgradePlan;
import dev.plimsoll.debian.resolve.UpgradeRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Upgrades what can be upgraded by reading scripts: tries until nothing is refused any more. What can't be upgraded is left as it is, and
 * the rest is done anew without it. For one image.
 */
final class ReadUpgrade {
    private final BuildTools tools;
    private final TempFiles tempFiles;
    private final PackageArchive archive;
    private final Optional<Set<String>> wanted;
    private final Map<ArchivePackage, Unpacked> unpacked = new HashMap<>();

    /** @param wanted names of packages to upgrade, with what their new versions need; empty for all */
    ReadUpgrade(BuildTools tools, TempFiles tempFiles, PackageArchive archive, Optional<Set<String>> wanted) {
        this.tools = tools;
        this.tempFiles = tempFiles;
        this.archive = archive;
        this.wanted = wanted;
    }

    /**
     * What was done.
     *
     * @param draft the files as they are now
     * @param plan the packages
     * @param installed every package that was there before
     * @param held names of those that are not to be upgraded, each with the reason
     * @param refused names of those whose scripts do what is not known, or that can't be upgraded so for another reason, in words
     * @param isPartial whether packages may have been left out on purpose
     * @param notes what users should know
     */
    record Done(
            Draft draft,
            UpgradePlan plan,
            List<ArchivePackage> installed,
            Map<String, String> held,
            Map<String, String> refused,
            boolean isPartial,
            List<String> notes) {}

    /**
     * Upgrades.
     *
     * @param drafts gives the files as they were
     * @param opener reads which packages there are
     */
    Done make(Supplier<Draft> drafts, Function<Draft, PackageUpgrade> opener) {
        Map<String, String> refused = new HashMap<>();
        while (true) {
            Draft draft = drafts.get();
            PackageUpgrade upgrade = opener.apply(draft);
            Map<String, String> held =
                    upgrade.held().stream().collect(Collectors.toMap(name -> name, name -> "it is held"));
            Map<String, String> kept = new HashMap<>(refused);
            kept.putAll(held);
            List<ArchivePackage> installed = upgrade.installed();
            UpgradePlan plan = archive.upgrade(new UpgradeRequest(installed, wanted, kept, upgrade.isPartial()));
            UpgradeOutcome outcome = upgrade.upgrade(items(plan, upgrade.isPartial()));
            if (outcome.refused().isEmpty()) {
                return new Done(draft, plan, installed, held, refused, upgrade.isPartial(), outcome.notes());
            }
            refused.putAll(outcome.refused());
        }
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
            tools.unpacking(tempFiles)
                    .all(sources, archive.date(), Unpacking.Rights.KEPT, task)
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
