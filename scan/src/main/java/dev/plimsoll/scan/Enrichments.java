package dev.plimsoll.scan;

import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.Rating;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all sources that can enrich say together; the first that knows an id wins. */
final class Enrichments implements Enrichment {
    private final List<Enrichment> enrichments;

    Enrichments(List<AdvisorySource> sources) {
        this.enrichments = sources.stream()
                .filter(Enrichment.class::isInstance)
                .map(Enrichment.class::cast)
                .toList();
    }

    @Override
    public Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        enrichments.forEach(each -> kinds.addAll(each.kinds()));
        return kinds;
    }

    @Override
    public Map<String, Exploitation> exploitation(Collection<String> cveIds) {
        Map<String, Exploitation> result = new HashMap<>();
        enrichments.forEach(each -> each.exploitation(cveIds).forEach(result::putIfAbsent));
        return result;
    }

    @Override
    public Map<String, List<Rating>> ratings(Collection<String> ids) {
        Map<String, List<Rating>> result = new HashMap<>();
        enrichments.forEach(each -> each.ratings(ids).forEach(result::putIfAbsent));
        return result;
    }
}
