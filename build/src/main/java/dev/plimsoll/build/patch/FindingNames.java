package dev.plimsoll.build.patch;

import dev.plimsoll.scan.Finding;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names findings by flaw and component, so that scans can be compared and people be told of the difference. */
public final class FindingNames {
    private static final int NAMED = 10;

    private FindingNames() {}

    /** {@code CVE-2026-0001 of libssl3}, in order; the caller may take some away. */
    public static Set<String> of(Stream<Finding> findings) {
        return findings.map(each -> each.id() + " of " + each.component().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first of some names, and how many more there are. */
    public static String listed(Set<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
