package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a former patch did to the image below it, and must not be undone when its layer goes: the new patch does it again, to the same
 * versions or to newer ones.
 */
final class FormerChanges {
    private final FormerPatch former;
    private final ScanResult below;
    private final ScanResult patched;
    private final FixedVersions lines = new FixedVersions();
    private final Versions dpkg = Versions.of(DebianPatch.ECOSYSTEM);

    /**
     * @param below the image without its patch
     * @param patched the image with it
     */
    FormerChanges(FormerPatch former, ScanResult below, ScanResult patched) {
        this.former = former;
        this.below = below;
        this.patched = patched;
    }

    /** Names of the packages that it upgraded, not of those that came in with them. */
    Set<String> packages() {
        return former.brought().stream()
                .filter(each -> each.ecosystem().equals(DebianPatch.ECOSYSTEM))
                .map(FormerPatch.Brought::name)
                .filter(name -> !versions(below, DebianPatch.ECOSYSTEM, name).isEmpty())
                .collect(Collectors.toSet());
    }

    /** By name and version in the image below: the version that a library has now. */
    Map<String, String> libraries() {
        Map<String, String> libraries = new HashMap<>();
        for (FormerPatch.Brought each : former.brought()) {
            if (each.ecosystem().equals(JavaWishes.ECOSYSTEM)) {
                Set<String> gone = versions(below, each.ecosystem(), each.name());
                gone.removeAll(versions(patched, each.ecosystem(), each.name()));
                for (String version : gone) {
                    if (lines.isStepForward(version, each.version())) {
                        // Two of the same line became the nearest each, since patches take the nearest.
                        libraries.merge(each.name() + " " + version, each.version(), lines::earlier);
                    }
                }
            }
        }
        return libraries;
    }

    /** Why a patch of the image below can't take its place, in words; empty if it can. */
    Optional<String> missing(PatchPlan plan) {
        for (FormerPatch.Brought each : former.brought()) {
            if (!versions(patched, each.ecosystem(), each.name()).contains(each.version())) {
                return Optional.of("its history names " + each + ", which the image does not have");
            }
            boolean again = plan.changes().stream().anyMatch(change -> isAgain(each, change));
            boolean cameIn = each.ecosystem().equals(DebianPatch.ECOSYSTEM)
                    && versions(below, each.ecosystem(), each.name()).isEmpty();
            if (!again && !cameIn) {
                return Optional.of(each + " can't be had again");
            }
        }
        return Optional.empty();
    }

    private boolean isAgain(FormerPatch.Brought before, PatchPlan.Change change) {
        if (!change.ecosystem().equals(before.ecosystem()) || !change.name().equals(before.name())) {
            return false;
        }
        return before.ecosystem().equals(JavaWishes.ECOSYSTEM)
                ? change.to().equals(before.version()) || lines.isStepForward(before.version(), change.to())
                : dpkg.compare(change.to(), before.version()) >= 0;
    }

    /** What a patch of the image below does to the patched image, in whose place the result is put. */
    PatchPlan since(PatchPlan plan) {
        Map<String, String> libraries = libraries();
        List<PatchPlan.Change> changes = new ArrayList<>();
        for (PatchPlan.Change each : plan.changes()) {
            String from = each.ecosystem().equals(JavaWishes.ECOSYSTEM)
                    ? libraries.getOrDefault(each.name() + " " + each.from(), each.from())
                    : versions(patched, each.ecosystem(), each.name()).stream()
                            .min(dpkg::compare)
                            .orElse("");
            if (!from.equals(each.to())) {
                changes.add(each.since(from));
            }
        }
        return new PatchPlan(changes, plan.kept(), plan.patchLevel(), plan.date(), plan.materials(), plan.notes());
    }

    /**
     * Proves that nothing of the former patch was undone.
     *
     * @param since what was done to the patched image
     * @throws PlimsollException BUILD_FAILED if there is a version that neither was there nor was to come
     */
    void require(PatchPlan since, ScanResult after) {
        for (FormerPatch.Brought each : former.brought()) {
            Set<String> fresh = versions(after, each.ecosystem(), each.name());
            fresh.removeAll(versions(patched, each.ecosystem(), each.name()));
            since.changes().stream()
                    .filter(change -> change.ecosystem().equals(each.ecosystem())
                            && change.name().equals(each.name()))
                    .forEach(change -> fresh.remove(change.to()));
            if (!fresh.isEmpty()) {
                throw new PlimsollException(
                        ErrorCode.BUILD_FAILED,
                        "the former patch brought " + each + ", and a new scan finds " + each.name() + " "
                                + String.join(", ", fresh) + "; nothing was written");
            }
        }
    }

    private static Set<String> versions(ScanResult image, String ecosystem, String name) {
        Set<String> versions = new HashSet<>();
        image.inventory().components().stream()
                .filter(each ->
                        each.ecosystem().equals(ecosystem) && each.name().equals(name))
                .forEach(each -> versions.add(each.version()));
        return versions;
    }
}
