package dev.plimsoll.debian.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What gets in.
 *
 * @param packages one version of each, in an order in which every package comes after those that it needs (where needs go in a
 *     circle, as near to that as can be), else by name
 * @param why for each package's name who brought it in: {@code requested}, or {@code redis-server Depends redis-tools (= 5:7.0)}
 */
public record Resolution(List<ArchivePackage> packages, Map<String, List<String>> why) {
    public Resolution {
        packages = List.copyOf(packages);
        why = new LinkedHashMap<>(why);
    }
}
