package dev.plimsoll.policy;

import dev.plimsoll.advisory.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is allowed of one image. Immutable.
 *
 * <p>Precedence: a waiver before everything, then KEV, which neither grace nor only-fixable nor a baseline excuses, then those, then
 * the thresholds.
 *
 * @param source where it was read from, in words
 * @param thresholds by severity; one that is absent is not limited. {@link Severity#UNSPECIFIED} is never a key: see {@code unspecified}
 * @param unspecified how unrated findings count
 * @param onlyFixable whether only findings with a published fix count
 * @param graceDays by severity, for how many days since its publication a finding does not count yet; absent for none
 * @param knownExploited what follows from a finding that CISA knows to be exploited
 * @param epss limit of the probability of exploitation, if any
 * @param onlyNew whether only findings count that the baseline does not have
 * @param maxFeedAge how long ago a source's publisher may last have confirmed its data
 * @param demandFull whether components judged for published fixes only count as unjudged
 * @param allowUnjudged what may stay unjudged
 * @param imageRules effect of each image rule by id; absent for the rule's default
 * @param imageSettings what image rules want to know, by {@code rule.setting}, such as {@code base-age.days}
 * @param waivers accepted risks
 * @param waiverNoticeDays how many days before its end a waiver is warned of
 * @param contacts whom to ask, by role; shown in reports
 */
public record Policy(
        String source,
        Map<Severity, Threshold> thresholds,
        Unspecified unspecified,
        boolean onlyFixable,
        Map<Severity, Integer> graceDays,
        Effect knownExploited,
        Optional<EpssLimit> epss,
        boolean onlyNew,
        Duration maxFeedAge,
        boolean demandFull,
        AllowUnjudged allowUnjudged,
        Map<String, Effect> imageRules,
        Map<String, String> imageSettings,
        List<Waiver> waivers,
        int waiverNoticeDays,
        Map<String, String> contacts) {
    /** How long ago a source may last have been confirmed unless a policy says otherwise. */
    public static final Duration MAX_FEED_AGE = Duration.ofDays(7);

    /** None critical, more than 3 high are warned of, more than 10 medium are told; unrated ones are unjudged; KEV fails. */
    public static final Policy DEFAULT = new Policy(
            "the built-in defaults",
            Map.of(
                    Severity.CRITICAL, new Threshold(0, Effect.FAIL),
                    Severity.HIGH, new Threshold(3, Effect.WARN),
                    Severity.MEDIUM, new Threshold(10, Effect.INFORM)),
            Unspecified.UNJUDGED,
            false,
            Map.of(),
            Effect.FAIL,
            Optional.empty(),
            false,
            MAX_FEED_AGE,
            false,
            AllowUnjudged.NOTHING,
            Map.of(),
            Map.of(),
            List.of(),
            14,
            Map.of());

    public Policy {
        Objects.requireNonNull(source, "source is null");
        thresholds = Map.copyOf(thresholds);
        if (thresholds.containsKey(Severity.UNSPECIFIED)) {
            throw new IllegalArgumentException("unrated findings count as 'unspecified' says");
        }
        Objects.requireNonNull(unspecified, "unspecified is null");
        graceDays = Map.copyOf(graceDays);
        Objects.requireNonNull(knownExploited, "knownExploited is null");
        Objects.requireNonNull(epss, "epss is null");
        Objects.requireNonNull(maxFeedAge, "maxFeedAge is null");
        Objects.requireNonNull(allowUnjudged, "allowUnjudged is null");
        imageRules = Map.copyOf(imageRules);
        imageSettings = Map.copyOf(imageSettings);
        waivers = List.copyOf(waivers);
        contacts = Map.copyOf(contacts);
    }

    /** The threshold of a severity. */
    public Threshold threshold(Severity severity) {
        return thresholds.getOrDefault(severity, Threshold.NONE);
    }

    /** For making another one out of this one. */
    public PolicyBuilder toBuilder() {
        return new PolicyBuilder(this);
    }
}
