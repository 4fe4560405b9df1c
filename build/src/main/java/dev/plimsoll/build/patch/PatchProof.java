package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.attest.MendedFlaw;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the scans before and after: what was promised must be gone, what was not there before must not be there now. */
final class PatchProof {
    private final Map<String, Versions> versions = Map.of(
            DebianPatch.ECOSYSTEM,
            Versions.of(DebianPatch.ECOSYSTEM),
            JavaWishes.ECOSYSTEM,
            Versions.of(JavaWishes.ECOSYSTEM));

    /**
     * The findings that are gone since the patch mended them.
     *
     * @throws PlimsollException BUILD_FAILED naming what is still there, or new
     */
    List<MendedFlaw> require(PatchPlan plan, ScanResult before, ScanResult after) {
        requireVersions(plan, after);
        Set<String> left = new TreeSet<>();
        List<MendedFlaw> mended = new ArrayList<>();
        for (PatchPlan.Change change : plan.changes()) {
            List<Finding> mends = before.findings().stream()
                    .filter(each -> mends(change, each))
                    .toList();
            mends.forEach(each -> mended.add(new MendedFlaw(each, change.to())));
            Set<String> promised = FindingNames.of(mends.stream());
            // Another copy of a library may stay as it is, and be named with the reason.
            promised.retainAll(FindingNames.of(after.findings().stream()
                    .filter(each -> each.component().version().equals(change.from())
                            || each.component().version().equals(change.to()))));
            left.addAll(promised);
        }
        if (!left.isEmpty()) {
            throw failed(
                    "the patch should have mended " + FindingNames.listed(left) + ", but a new scan still finds that");
        }
        Set<String> fresh = FindingNames.of(after.findings().stream());
        fresh.removeAll(FindingNames.of(before.findings().stream()));
        if (!fresh.isEmpty()) {
            throw failed(
                    "after the patch a new scan finds " + FindingNames.listed(fresh) + ", which was not there before");
        }
        return mended;
    }

    private boolean mends(PatchPlan.Change change, Finding finding) {
        Component component = finding.component();
        boolean same = change.isOf(component)
                && (change.from().isEmpty() || change.from().equals(component.version()));
        Versions scheme = versions.get(change.ecosystem());
        return same
                && scheme != null
                && !finding.fixedVersion().isEmpty()
                && scheme.compare(finding.fixedVersion(), change.to()) <= 0;
    }

    private static void requireVersions(PatchPlan plan, ScanResult after) {
        Set<String> there = after.inventory().components().stream()
                .map(each -> each.ecosystem() + " " + each.name() + " " + each.version())
                .collect(Collectors.toSet());
        for (PatchPlan.Change each : plan.changes()) {
            if (!there.contains(each.ecosystem() + " " + each.name() + " " + each.to())) {
                throw failed("the patch should have brought " + each.name() + " " + each.to()
                        + ", but a new scan does not find that");
            }
        }
    }

    private static PlimsollException failed(String why) {
        return new PlimsollException(ErrorCode.BUILD_FAILED, why + "; nothing was written");
    }
}
