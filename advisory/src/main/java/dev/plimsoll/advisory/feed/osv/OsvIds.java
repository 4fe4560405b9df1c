package dev.plimsoll.advisory.feed.osv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.advisory.CveId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The other ids of a record.
 *
 * @param aliases of the same flaw: what the record says, and the CVE of which {@code DEBIAN-CVE-…}, {@code UBUNTU-CVE-…} and
 *     {@code ALPINE-CVE-…} are a distribution's view
 * @param upstream flaws that an erratum covers: {@code upstream}, and of distributions the CVEs in {@code related} (AlmaLinux and older
 *     records of Rocky Linux name them there); elsewhere 'related' means similar, not the same
 */
record OsvIds(List<String> aliases, List<String> upstream) {

    static OsvIds of(String id, JsonNode record, boolean isDistribution) {
        Set<String> aliases = new LinkedHashSet<>();
        for (JsonNode alias : record.path("aliases")) {
            add(aliases, alias);
        }
        String bare = withoutPrefix(id);
        boolean isView = !bare.equals(id);
        if (isView) {
            aliases.add(bare);
        }
        aliases.remove(id);
        Set<String> upstream = new LinkedHashSet<>();
        for (JsonNode each : record.path("upstream")) {
            addBare(upstream, each);
        }
        if (isDistribution && !isView) {
            for (JsonNode each : record.path("related")) {
                if (CveId.is(withoutPrefix(each.asText("")))) {
                    addBare(upstream, each);
                }
            }
        }
        upstream.remove(id);
        upstream.removeAll(aliases);
        return new OsvIds(List.copyOf(aliases), List.copyOf(upstream));
    }

    private static void add(Set<String> ids, JsonNode id) {
        if (id.isTextual() && !id.textValue().isBlank()) {
            ids.add(id.textValue());
        }
    }

    private static void addBare(Set<String> ids, JsonNode id) {
        if (id.isTextual() && !id.textValue().isBlank()) {
            ids.add(withoutPrefix(id.textValue()));
        }
    }

    /** The CVE id in a distribution's name for it, or the id itself. */
    private static String withoutPrefix(String id) {
        int at = id.indexOf("-CVE-");
        if (at < 0) {
            return id;
        }
        String prefix = id.substring(0, at);
        String rest = id.substring(at + 1);
        boolean isView = prefix.equals("DEBIAN") || prefix.equals("UBUNTU") || prefix.equals("ALPINE");
        return isView && CveId.is(rest) ? rest : id;
    }
}
