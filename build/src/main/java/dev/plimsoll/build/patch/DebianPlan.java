package dev.plimsoll.build.patch;

import dev.plimsoll.build.attest.Material;
import dev.plimsoll.build.attest.Provenance;
import dev.plimsoll.debian.ArchiveSuite;
import dev.plimsoll.debian.PackageArchive;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.UpgradePlan;
import dev.plimsoll.inventory.Purl;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words what is done to an image's Debian packages. */
final class DebianPlan {
    private static final Map<String, String> RAN = Map.of("scripts", "run in a container engine");

    private DebianPlan() {}

    /** @param refused what became of the packages that {@code read} does not upgrade */
    static PatchPlan of(PackageArchive archive, ReadUpgrade.Done read, RefusedPackages.Outcome refused) {
        List<PatchPlan.Change> changes = new ArrayList<>();
        List<Material> materials = new ArrayList<>();
        archive.suites().forEach(each -> materials.add(Provenance.suite(each.name(), each.date(), each.inRelease())));
        for (UpgradePlan.Step each : read.plan().steps()) {
            changes.add(change(each, ""));
            materials.add(material(each.after(), Map.of()));
        }
        for (UpgradePlan.Step each : refused.steps()) {
            changes.add(change(each, refused.why().getOrDefault(each.name(), "")));
            materials.add(material(each.after(), RAN));
        }
        List<String> notes = new ArrayList<>(read.notes());
        notes.addAll(refused.notes());
        archive.suites().stream().map(ArchiveSuite::exceptions).forEach(notes::addAll);
        return new PatchPlan(
                changes,
                refused.kept(),
                archive.suites().stream()
                        .map(each -> each.name() + " " + LocalDate.ofInstant(each.date(), ZoneOffset.UTC))
                        .collect(Collectors.joining(", ")),
                archive.date(),
                materials,
                notes);
    }

    private static PatchPlan.Change change(UpgradePlan.Step step, String ran) {
        return new PatchPlan.Change(
                DebianPatch.ECOSYSTEM,
                step.name(),
                step.before().map(ArchivePackage::version).orElse(""),
                step.after().version(),
                "",
                ran);
    }

    private static Material material(ArchivePackage each, Map<String, String> annotations) {
        Purl purl = Purl.of("deb", "debian", each.name(), each.version(), Map.of("arch", each.architecture()));
        return new Material(each.filename(), purl.toString(), each.sha256(), annotations);
    }
}
