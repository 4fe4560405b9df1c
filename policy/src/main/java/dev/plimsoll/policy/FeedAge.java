package dev.plimsoll.policy;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.scan.ComponentCoverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Old data judges nothing: how long ago the publisher of each source that judged last confirmed it. */
final class FeedAge {
    private FeedAge() {}

    /** No result where no source judged anything. */
    static List<RuleResult> rule(Duration most, List<ComponentCoverage> coverage, Instant now) {
        Map<String, Optional<Instant>> confirmed = confirmed(coverage);
        if (confirmed.isEmpty()) {
            return List.of();
        }
        List<String> old = new ArrayList<>();
        confirmed.forEach((source, time) -> {
            if (time.isEmpty()) {
                old.add(source + ": its age is not known");
            } else if (Duration.between(time.get(), now).compareTo(most) > 0) {
                old.add(source + ": last confirmed " + time.get() + ", "
                        + Duration.between(time.get(), now).toDays() + " days ago");
            }
        });
        return List.of(
                old.isEmpty()
                        ? RuleResult.pass(
                                "coverage/feed-age",
                                RuleResult.count(confirmed.size(), "source was", "sources were") + " confirmed within "
                                        + most.toDays() + " days")
                        : new RuleResult(
                                "coverage/feed-age",
                                Verdict.UNJUDGED,
                                RuleResult.count(old.size(), "source is", "sources are") + " older than "
                                        + most.toDays() + " days, or of unknown age",
                                RuleResult.named(old),
                                "'plimsoll db update'"));
    }

    /** When each source was confirmed, the earliest of what is said; empty if one component's coverage does not say. */
    private static Map<String, Optional<Instant>> confirmed(List<ComponentCoverage> coverage) {
        Map<String, Optional<Instant>> confirmed = new TreeMap<>();
        for (ComponentCoverage each : coverage) {
            Coverage best = each.best();
            // What is judged as its owner is asked of the owner.
            if (best.level() != Level.NOT_JUDGED && best.reason() != Reason.BY_OWNER) {
                confirmed.merge(best.source(), best.confirmed().or(best::date), FeedAge::earlier);
            }
        }
        return confirmed;
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        return a.flatMap(one -> b.map(other -> one.isBefore(other) ? one : other));
    }
}
