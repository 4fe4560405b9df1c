package dev.plimsoll.build.patch;

import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.patch.engine.DebFile;
import dev.plimsoll.build.patch.engine.EngineUpgrade;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.PackageArchive;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.UpgradePlan;
import dev.plimsoll.debian.resolve.UpgradeRequest;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What becomes of packages that can't be upgraded by reading their scripts: they stay, or the container engine runs the scripts, on top
 * of what was upgraded without that. For one image.
 */
final class RefusedPackages {
    private static final String NEEDED = "what goes with it has work that can't be done in its place";

    private final BuildTools tools;
    private final Optional<EngineRuns> engine;
    private final TempFiles tempFiles;

    /** @param engine whether it may run them */
    RefusedPackages(BuildTools tools, Optional<EngineRuns> engine, TempFiles tempFiles) {
        this.tools = tools;
        this.engine = engine;
        this.tempFiles = tempFiles;
    }

    /**
     * What was done besides.
     *
     * @param steps packages whose scripts ran, or would run
     * @param why for each of these, in words, by name
     * @param kept names of packages of which there is something newer and which stay as they are, each with the reason
     * @param notes what users should know
     */
    record Outcome(
            List<UpgradePlan.Step> steps, Map<String, String> why, Map<String, String> kept, List<String> notes) {}

    /**
     * Upgrades them where that is allowed.
     *
     * @param before the image's files
     * @param read what was upgraded without the engine; its draft takes in what the engine does
     */
    Outcome upgrade(
            Image image,
            Map<String, LayerFile> before,
            PackageArchive archive,
            Optional<Set<String>> wanted,
            ReadUpgrade.Done read)
            throws IOException {
        if (engine.isEmpty() || read.refused().isEmpty()) {
            return new Outcome(List.of(), Map.of(), read.plan().kept(), List.of());
        }
        Optional<String> obstacle =
                read.isPartial() ? Optional.of("the image has no dpkg") : EngineUpgrade.obstacle(read.draft());
        if (obstacle.isPresent()) {
            Map<String, String> kept = new TreeMap<>(read.plan().kept());
            kept.replaceAll((name, why) -> read.refused().containsKey(name)
                    ? why + "; and the engine can't run its scripts, since " + obstacle.get()
                    : why);
            return new Outcome(List.of(), Map.of(), kept, List.of());
        }
        UpgradePlan rest = archive.upgrade(new UpgradeRequest(now(read), wanted, read.held(), false));
        List<String> notes = new ArrayList<>();
        if (!rest.steps().isEmpty()) {
            if (!engine.get().isPlan()) {
                notes.addAll(new EngineUpgrade(tools, engine.get().longest(), tempFiles)
                        .upgrade(image(image, before, read.draft()), read.draft(), debs(rest, archive)));
            }
            notes.add("where scripts run in the engine, the same image and archive need not give the same digest");
        }
        Map<String, String> why = new HashMap<>();
        rest.steps()
                .forEach(each -> why.put(
                        each.name(),
                        read.refused()
                                .getOrDefault(each.name(), read.plan().kept().getOrDefault(each.name(), NEEDED))));
        return new Outcome(rest.steps(), why, rest.kept(), notes);
    }

    /** What is installed after what was done. */
    private static List<ArchivePackage> now(ReadUpgrade.Done read) {
        Map<String, ArchivePackage> now = new LinkedHashMap<>();
        read.installed().forEach(each -> now.put(each.name(), each));
        read.plan().steps().forEach(each -> now.put(each.name(), each.after()));
        return List.copyOf(now.values());
    }

    private static NewImage image(Image image, Map<String, LayerFile> before, Draft draft) throws IOException {
        List<LayerFile> layer = LayerDiff.of(before, draft);
        return new NewImage(
                "",
                image.info().platform().orElse(Platform.ofMachine()),
                RunConfig.NONE,
                Map.of(),
                draft.epoch(),
                "",
                layer.isEmpty() ? List.of() : List.of(new LayerContent("plimsoll patch", layer)),
                Map.of(),
                List.of(),
                image.stored());
    }

    private static List<DebFile> debs(UpgradePlan plan, PackageArchive archive) {
        List<ArchivePackage> packages =
                plan.steps().stream().map(UpgradePlan.Step::after).toList();
        List<Path> files = archive.fetch(packages);
        List<DebFile> debs = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            debs.add(new DebFile(packages.get(i), files.get(i)));
        }
        return debs;
    }
}
