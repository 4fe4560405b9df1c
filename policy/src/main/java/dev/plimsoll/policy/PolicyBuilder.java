package dev.plimsoll.policy;

import dev.plimsoll.advisory.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a policy out of another one. For one thread. */
public final class PolicyBuilder {
    private String source;
    private final Map<Severity, Threshold> thresholds = new EnumMap<>(Severity.class);
    private Unspecified unspecified;
    private boolean onlyFixable;
    private final Map<Severity, Integer> graceDays = new EnumMap<>(Severity.class);
    private Effect knownExploited;
    private Optional<EpssLimit> epss;
    private boolean onlyNew;
    private Duration maxFeedAge;
    private boolean demandFull;
    private AllowUnjudged allowUnjudged;
    private final Map<String, Effect> imageRules;
    private final Map<String, String> imageSettings;
    private final List<Waiver> waivers;
    private int waiverNoticeDays;
    private final Map<String, String> contacts;

    PolicyBuilder(Policy policy) {
        source = policy.source();
        thresholds.putAll(policy.thresholds());
        unspecified = policy.unspecified();
        onlyFixable = policy.onlyFixable();
        graceDays.putAll(policy.graceDays());
        knownExploited = policy.knownExploited();
        epss = policy.epss();
        onlyNew = policy.onlyNew();
        maxFeedAge = policy.maxFeedAge();
        demandFull = policy.demandFull();
        allowUnjudged = policy.allowUnjudged();
        imageRules = new LinkedHashMap<>(policy.imageRules());
        imageSettings = new LinkedHashMap<>(policy.imageSettings());
        waivers = new ArrayList<>(policy.waivers());
        waiverNoticeDays = policy.waiverNoticeDays();
        contacts = new LinkedHashMap<>(policy.contacts());
    }

    /** Where it was read from, in words. */
    public PolicyBuilder source(String value) {
        source = value;
        return this;
    }

    /** The threshold of one severity; the others stay. */
    public PolicyBuilder threshold(Severity severity, Threshold value) {
        thresholds.put(severity, value);
        return this;
    }

    /** How unrated findings count. */
    public PolicyBuilder unspecified(Unspecified value) {
        unspecified = value;
        return this;
    }

    /** Whether only findings with a published fix count. */
    public PolicyBuilder onlyFixable(boolean value) {
        onlyFixable = value;
        return this;
    }

    /** The days of grace of one severity; the others stay. */
    public PolicyBuilder graceDays(Severity severity, int days) {
        graceDays.put(severity, days);
        return this;
    }

    /** What follows from a finding that is known to be exploited. */
    public PolicyBuilder knownExploited(Effect value) {
        knownExploited = value;
        return this;
    }

    /** The limit of the probability of exploitation. */
    public PolicyBuilder epss(EpssLimit value) {
        epss = Optional.of(value);
        return this;
    }

    /** Whether only findings count that the baseline does not have. */
    public PolicyBuilder onlyNew(boolean value) {
        onlyNew = value;
        return this;
    }

    /** How long ago a source may last have been confirmed. */
    public PolicyBuilder maxFeedAge(Duration value) {
        maxFeedAge = value;
        return this;
    }

    /** Whether judged for published fixes only counts as unjudged. */
    public PolicyBuilder demandFull(boolean value) {
        demandFull = value;
        return this;
    }

    /** What may stay unjudged, instead of what might before. */
    public PolicyBuilder allowUnjudged(AllowUnjudged value) {
        allowUnjudged = value;
        return this;
    }

    /** The effect of one image rule; the others stay. */
    public PolicyBuilder imageRule(String id, Effect effect) {
        imageRules.put(id, effect);
        return this;
    }

    /** One setting of an image rule, by {@code rule.setting}; the others stay. */
    public PolicyBuilder imageSetting(String name, String value) {
        imageSettings.put(name, value);
        return this;
    }

    /** One more waiver. */
    public PolicyBuilder waiver(Waiver value) {
        waivers.add(value);
        return this;
    }

    /** How many days before its end a waiver is warned of. */
    public PolicyBuilder waiverNoticeDays(int days) {
        waiverNoticeDays = days;
        return this;
    }

    /** One more person to ask. */
    public PolicyBuilder contact(String role, String whom) {
        contacts.put(role, whom);
        return this;
    }

    /** The policy. */
    public Policy build() {
        return new Policy(
                source,
                thresholds,
                unspecified,
                onlyFixable,
                graceDays,
                knownExploited,
                epss,
                onlyNew,
                maxFeedAge,
                demandFull,
                allowUnjudged,
                imageRules,
                imageSettings,
                waivers,
                waiverNoticeDays,
                contacts);
    }
}
