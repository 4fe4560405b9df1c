package dev.plimsoll.debian;

import dev.plimsoll.advisory.Coverage;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the archive says about an installed source package.
 *
 * @param reason {@link Coverage.Reason#FIXES_ONLY} if it was judged, else why not
 * @param detail one line for people
 * @param fixes what an upgrade fixes; empty if it was not judged, or is up to date
 * @param newest what upgrading gives, by the binary package's name, which may be the installed version; empty if it is not known
 */
record Verdict(Coverage.Reason reason, String detail, List<Fix> fixes, Map<String, String> newest) {
    Verdict {
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(detail, "detail is null");
        fixes = List.copyOf(fixes);
        newest = Map.copyOf(newest);
    }

    static Verdict judged(String detail, List<Fix> fixes) {
        return new Verdict(Coverage.Reason.FIXES_ONLY, detail, fixes, Map.of());
    }

    static Verdict notJudged(Coverage.Reason reason, String detail) {
        return new Verdict(reason, detail, List.of(), Map.of());
    }

    /** The same with what upgrading gives. */
    Verdict withNewest(Map<String, String> versions) {
        return new Verdict(reason, detail, fixes, versions);
    }
}
