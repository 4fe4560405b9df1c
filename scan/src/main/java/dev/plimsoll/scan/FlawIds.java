package dev.plimsoll.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Groups ids of the same flaw, so that CVE, GHSA, GO and PYSEC ids give one finding. For one component and one thread. */
final class FlawIds {
    /** Best-known first: people search for CVEs. */
    private static final Comparator<String> BEST_FIRST =
            Comparator.comparingInt(FlawIds::rank).thenComparing(Comparator.naturalOrder());

    private final Map<String, String> parents = new HashMap<>();

    /** States that these ids name the same flaw. */
    void same(Collection<String> ids) {
        String first = null;
        for (String id : ids) {
            if (first == null) {
                first = find(id);
            } else {
                parents.put(find(id), first);
            }
        }
    }

    /** An id that stands for all ids of the same flaw. */
    String find(String id) {
        String parent = parents.getOrDefault(id, id);
        if (parent.equals(id)) {
            parents.putIfAbsent(id, id);
            return id;
        }
        String root = find(parent);
        parents.put(id, root);
        return root;
    }

    /** All ids by the id that stands for them, each list best-known first. */
    Map<String, List<String>> groups() {
        Map<String, TreeSet<String>> groups = new LinkedHashMap<>();
        for (String id : List.copyOf(parents.keySet())) {
            groups.computeIfAbsent(find(id), root -> new TreeSet<>(BEST_FIRST)).add(id);
        }
        Map<String, List<String>> result = new LinkedHashMap<>();
        groups.forEach((root, ids) -> result.put(root, new ArrayList<>(ids)));
        return result;
    }

    private static int rank(String id) {
        if (id.startsWith("CVE-")) {
            return 0;
        }
        if (id.startsWith("GHSA-")) {
            return 1;
        }
        return id.startsWith("TEMP-") ? 3 : 2;
    }
}
