package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which packages the options name. */
final class PatchSelection {
    private PatchSelection() {}

    /**
     * Names of packages; empty for all.
     *
     * @throws PlimsollException USAGE if the image has no such package or finding
     */
    static Optional<Set<String>> of(PatchOptions options, ScanResult before) {
        if (!options.isPart()) {
            return Optional.empty();
        }
        Set<String> there = before.inventory().components().stream()
                .filter(each -> each.ecosystem().equals("dpkg"))
                .map(each -> each.name())
                .collect(Collectors.toSet());
        Set<String> wanted = new HashSet<>();
        for (String name : options.onlyPackages()) {
            if (!there.contains(name) && !JavaWishes.isThere(before, name)) {
                throw usage("the image has no Debian package and no Java library " + name);
            }
            wanted.add(name);
        }
        for (String id : options.onlyFlaws()) {
            List<Finding> named = before.findings().stream()
                    .filter(each -> each.id().equals(id) || each.aliases().contains(id))
                    .toList();
            if (named.isEmpty()) {
                throw usage("the image has no finding " + id);
            }
            named.forEach(each -> wanted.add(each.component().name()));
        }
        before.findings().stream()
                .filter(each -> options.onlySeverities().contains(each.severity()))
                .forEach(each -> wanted.add(each.component().name()));
        wanted.retainAll(there);
        return Optional.of(wanted);
    }

    private static PlimsollException usage(String why) {
        return new PlimsollException(ErrorCode.USAGE, SafeText.oneLine(why, 200));
    }
}
