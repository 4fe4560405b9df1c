package dev.plimsoll.report.master;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.util.IdentityHashMap;

/** Where each component of a scan stands in its list. */
final class ComponentIndex {
    private final IdentityHashMap<Component, Integer> indexes = new IdentityHashMap<>();

    ComponentIndex(ScanResult result) {
        int index = 0;
        for (ComponentCoverage each : result.coverage()) {
            indexes.put(each.component(), index++);
        }
    }

    int of(Finding finding) {
        Integer index = indexes.get(finding.component());
        if (index == null) {
            throw new IllegalStateException("a finding's component is one of the inventory's");
        }
        return index;
    }
}
