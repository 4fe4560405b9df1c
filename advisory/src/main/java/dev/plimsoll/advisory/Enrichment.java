package dev.plimsoll.advisory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands beside a finding and does not decide whether it is one. */
public interface Enrichment {
    /** What can be looked up beside findings. */
    enum Kind {
        /** Known exploitation: without a catalogue nothing can be said to be unexploited. */
        EXPLOITED,
        /** The probability of exploitation. */
        SCORED
    }

    /** What is at hand here. */
    Set<Kind> kinds();

    /** KEV and EPSS for CVE ids; an id that nothing is known of is absent. */
    Map<String, Exploitation> exploitation(Collection<String> cveIds);

    /** Ratings that any record gives to these ids, by id; for flaws whose own record is unrated. */
    Map<String, List<Rating>> ratings(Collection<String> ids);
}
