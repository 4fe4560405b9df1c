package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the scans before and after: what was promised must be gone, what was not there before must not be there now. */
final class PatchProof {
    private static final String DPKG = "dpkg";
    private static final int NAMED = 10;

    private final Versions versions =
            new Versions(Ecosystems.byId(DPKG).orElseThrow().versions());

    /** @throws PlimsollException BUILD_FAILED naming what is still there, or new */
    void require(PatchPlan plan, ScanResult before, ScanResult after) {
        requireVersions(plan, after);
        Set<String> now = names(after.findings());
        Set<String> left = new TreeSet<>(names(promised(plan, before)));
        left.retainAll(now);
        if (!left.isEmpty()) {
            throw failed("the patch should have mended " + listed(left) + ", but a new scan still finds that");
        }
        Set<String> fresh = new TreeSet<>(now);
        fresh.removeAll(names(before.findings()));
        if (!fresh.isEmpty()) {
            throw failed("after the patch a new scan finds " + listed(fresh) + ", which was not there before");
        }
    }

    /** Findings whose fix the new versions have. */
    List<Finding> promised(PatchPlan plan, ScanResult before) {
        Map<String, String> changed =
                plan.changes().stream().collect(Collectors.toMap(PatchPlan.Change::name, PatchPlan.Change::to));
        return before.findings().stream()
                .filter(each -> each.component().ecosystem().equals(DPKG))
                .filter(each -> !each.fixedVersion().isEmpty())
                .filter(each -> changed.containsKey(each.component().name()))
                .filter(each -> versions.compare(
                                each.fixedVersion(),
                                changed.getOrDefault(each.component().name(), ""))
                        <= 0)
                .toList();
    }

    private static void requireVersions(PatchPlan plan, ScanResult after) {
        Set<String> there = after.inventory().components().stream()
                .filter(each -> each.ecosystem().equals(DPKG))
                .map(each -> each.name() + " " + each.version())
                .collect(Collectors.toSet());
        for (PatchPlan.Change each : plan.changes()) {
            if (!there.contains(each.name() + " " + each.to())) {
                throw failed("the patch should have brought " + each.name() + " " + each.to()
                        + ", but a new scan does not find that");
            }
        }
    }

    private static Set<String> names(List<Finding> findings) {
        return findings.stream()
                .map(each -> each.id() + " of " + each.component().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String listed(Set<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }

    private static PlimsollException failed(String why) {
        return new PlimsollException(ErrorCode.BUILD_FAILED, why + "; nothing was written");
    }
}
