package dev.plimsoll.build.rebase;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.attest.MendedFlaw;
import dev.plimsoll.build.patch.FindingNames;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares scans: of the image before and after, and of the new base. What the new base mended must be gone, nothing may be new, and of
 * the packages that the image's own files may need none may be gone or older.
 */
final class RebaseProof {
    private static final List<String> DISTRIBUTIONS = List.of("dpkg", "apk", "rpm");

    private final ScanResult before;
    private final ScanResult base;
    private final int oldLayers;

    /**
     * @param before the image as it was
     * @param base the new base
     * @param oldLayers how many of the image's layers were its old base's
     */
    RebaseProof(ScanResult before, ScanResult base, int oldLayers) {
        this.before = before;
        this.base = base;
        this.oldLayers = oldLayers;
    }

    /** @throws PlimsollException UNSUPPORTED_FORMAT if the new base is another distribution, or has less or older packages */
    void requireFit() {
        String old = release(before.inventory().distro());
        String now = release(base.inventory().distro());
        if (!old.equals(now)) {
            throw new PlimsollException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "the new base is of " + now + ", but the image of " + old
                            + ": what it has of its own was made for that; build it on the new base");
        }
    }

    private static String release(Optional<Distro> distro) {
        return distro.map(each -> each.id() + " "
                        + (each.codename().isEmpty() ? each.versionId().split("\\.", 2)[0] : each.codename()))
                .map(text -> SafeText.oneLine(text, 100))
                .orElse("no distribution that is known");
    }

    /**
     * Requires that all is well with the image on its new base.
     *
     * @param newLayers how many of its layers are the new base's
     * @return the findings that are gone since the new base has what mends them
     * @throws PlimsollException UNSUPPORTED_FORMAT naming packages; BUILD_FAILED naming findings
     */
    List<MendedFlaw> require(ScanResult after, int newLayers) {
        DISTRIBUTIONS.forEach(each -> requirePackages(each, after));
        Set<String> left = FindingNames.of(before.findings().stream().filter(each -> isBelow(each, oldLayers)));
        left.removeAll(FindingNames.of(base.findings().stream()));
        left.retainAll(FindingNames.of(after.findings().stream().filter(each -> isBelow(each, newLayers))));
        if (!left.isEmpty()) {
            throw failed("the new base should have mended " + FindingNames.listed(left)
                    + ", but a new scan still finds that");
        }
        Set<String> fresh = FindingNames.of(after.findings().stream());
        fresh.removeAll(FindingNames.of(before.findings().stream()));
        if (!fresh.isEmpty()) {
            throw failed("on the new base a scan finds " + FindingNames.listed(fresh) + ", which was not there before");
        }
        return mended(after);
    }

    /** Those that are gone and of which a mended version is there; what is gone altogether is not mended. */
    private List<MendedFlaw> mended(ScanResult after) {
        Set<String> left = FindingNames.of(after.findings().stream());
        List<MendedFlaw> mended = new ArrayList<>();
        for (Finding finding : before.findings()) {
            if (isBelow(finding, oldLayers)
                    && !finding.fixedVersion().isEmpty()
                    && !left.containsAll(FindingNames.of(Stream.of(finding)))) {
                after.inventory().components().stream()
                        .filter(each -> isMended(finding, each))
                        .findFirst()
                        .ifPresent(each -> mended.add(new MendedFlaw(finding, each.version())));
            }
        }
        return mended;
    }

    private static boolean isMended(Finding finding, Component there) {
        Component had = finding.component();
        if (!had.ecosystem().equals(there.ecosystem()) || !had.name().equals(there.name())) {
            return false;
        }
        try {
            return Versions.of(had.ecosystem()).compare(there.version(), finding.fixedVersion()) >= 0;
        } catch (PlimsollException e) {
            // A version that can't be compared proves nothing.
            return false;
        }
    }

    private static boolean isBelow(Finding finding, int layers) {
        return finding.layer().orElse(0) < layers;
    }

    private void requirePackages(String ecosystem, ScanResult after) {
        Versions versions = Versions.of(ecosystem);
        Map<String, String> now = packages(ecosystem, after, versions);
        Set<String> less = new TreeSet<>();
        packages(ecosystem, before, versions).forEach((name, version) -> {
            String there = now.getOrDefault(name, "");
            if (there.isEmpty() || versions.compare(there, version) < 0) {
                less.add(name + " " + version);
            }
        });
        if (!less.isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "the new base does not have what the image has, or only older: " + FindingNames.listed(less)
                            + "; build the image on it");
        }
    }

    /** By name; of several versions the newest. */
    private static Map<String, String> packages(String ecosystem, ScanResult image, Versions versions) {
        Map<String, String> packages = new HashMap<>();
        image.inventory().components().stream()
                .filter(each -> each.ecosystem().equals(ecosystem))
                .forEach(each -> packages.merge(
                        each.name(), each.version(), (one, other) -> versions.compare(one, other) < 0 ? other : one));
        return packages;
    }

    private static PlimsollException failed(String why) {
        return new PlimsollException(ErrorCode.BUILD_FAILED, why + "; nothing was written");
    }
}
