package dev.plimsoll.policy.file;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.base.yaml.Faults;
import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.Values;
import dev.plimsoll.base.yaml.Yaml;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.EpssLimit;
import dev.plimsoll.policy.Glob;
import dev.plimsoll.policy.PolicyBuilder;
import dev.plimsoll.policy.Threshold;
import dev.plimsoll.policy.Unspecified;
import dev.plimsoll.policy.file.PolicyFile.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one file: every key of {@code docs/policy.md}. */
final class PolicyReader {
    private static final List<Severity> RATED =
            List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW);

    /** How far judging must go. */
    private enum Demand {
        FIXES,
        FULL
    }

    private final String file;
    private final Faults faults = new Faults();
    private final Values values = new Values(faults);
    private final Globs globs = new Globs(values);
    private final List<ImageSection> images = new ArrayList<>();
    private Show show = Show.ALL;

    PolicyReader(String file) {
        this.file = file;
    }

    Reading read(InputStream in) throws IOException {
        Optional<YamlNode> root = Yaml.read(in, file, faults);
        List<Change> changes = new ArrayList<>();
        root.filter(node -> !node.isNothing())
                .ifPresent(node -> rules(new Fields("the policy", faults), changes)
                        .may("images", this::images)
                        .may("show", this::show)
                        .may("contacts", contacts -> contacts(contacts, changes))
                        .read(node));
        return faults.all().isEmpty()
                ? new Reading(Optional.of(new PolicyFile(file, changes, images, show, List.of())), List.of())
                : new Reading(Optional.empty(), faults.all());
    }

    /** The keys that stand at the top and, for some images only, in a section. */
    private Fields rules(Fields fields, List<Change> changes) {
        return fields.may("thresholds", node -> thresholds(node, changes))
                .may(
                        "unspecified",
                        node -> values.word(node, "unspecified", Unspecified.class)
                                .ifPresent(value -> changes.add(policy -> policy.unspecified(value))))
                .may(
                        "only-fixable",
                        node -> values.bool(node, "only-fixable")
                                .ifPresent(value -> changes.add(policy -> policy.onlyFixable(value))))
                .may("grace-days", node -> graceDays(node, changes))
                .may(
                        "kev",
                        node -> values.word(node, "kev", Effect.class)
                                .ifPresent(value -> changes.add(policy -> policy.knownExploited(value))))
                .may("epss", node -> epss(node, changes))
                .may(
                        "only-new",
                        node -> values.bool(node, "only-new")
                                .ifPresent(value -> changes.add(policy -> policy.onlyNew(value))))
                .may(
                        "max-feed-age",
                        node -> values.number(node, "max-feed-age")
                                .ifPresent(days -> changes.add(policy -> policy.maxFeedAge(Duration.ofDays(days)))))
                .may(
                        "demand",
                        node -> values.word(node, "demand", Demand.class)
                                .ifPresent(value -> changes.add(policy -> policy.demandFull(value == Demand.FULL))))
                .may("allow-unjudged", node -> changes.add(new AllowReader(values).read(node)))
                .may("image-rules", node -> new ImageRulesReader(values).read(node, changes))
                .may(
                        "waivers",
                        node -> values.list(node, "waivers")
                                .forEach(each -> new WaiverReader(values)
                                        .read(each)
                                        .ifPresent(waiver -> changes.add(policy -> policy.waiver(waiver)))))
                .may(
                        "waiver-notice-days",
                        node -> values.number(node, "waiver-notice-days")
                                .ifPresent(days -> changes.add(policy -> policy.waiverNoticeDays(days))));
    }

    private void thresholds(YamlNode node, List<Change> changes) {
        Fields fields = new Fields("'thresholds'", faults);
        for (Severity severity : RATED) {
            fields.may(
                    Values.word(severity),
                    value -> threshold(severity, value)
                            .ifPresent(threshold -> changes.add(policy -> policy.threshold(severity, threshold))));
        }
        fields.read(node);
    }

    private Optional<Threshold> threshold(Severity severity, YamlNode node) {
        String name = Values.word(severity);
        Effect byDefault = PolicyOverrides.overByDefault(severity);
        if (!node.isMapping()) {
            OptionalInt max = values.number(node, name);
            return max.isEmpty() ? Optional.empty() : Optional.of(new Threshold(max.getAsInt(), byDefault));
        }
        List<Integer> max = new ArrayList<>();
        List<Effect> over = new ArrayList<>();
        new Fields("'" + name + "'", faults)
                .must("max", value -> values.number(value, "max").ifPresent(max::add))
                .may("over", value -> values.word(value, "over", Effect.class).ifPresent(over::add))
                .read(node);
        return max.stream()
                .findFirst()
                .map(most -> new Threshold(most, over.stream().findFirst().orElse(byDefault)));
    }

    private void graceDays(YamlNode node, List<Change> changes) {
        Fields fields = new Fields("'grace-days'", faults);
        for (Severity severity : RATED) {
            String name = Values.word(severity);
            fields.may(
                    name,
                    value -> values.number(value, name)
                            .ifPresent(days -> changes.add(policy -> policy.graceDays(severity, days))));
        }
        fields.read(node);
    }

    private void epss(YamlNode node, List<Change> changes) {
        List<Double> score = new ArrayList<>();
        List<Effect> over = new ArrayList<>();
        new Fields("'epss'", faults)
                .must("score", value -> {
                    OptionalDouble share = values.share(value, "score");
                    share.ifPresent(score::add);
                })
                .may("over", value -> values.word(value, "over", Effect.class).ifPresent(over::add))
                .read(node);
        score.forEach(limit -> changes.add(policy ->
                policy.epss(new EpssLimit(limit, over.stream().findFirst().orElse(Effect.FAIL)))));
    }

    private void images(YamlNode node) {
        for (YamlNode each : values.list(node, "images")) {
            List<Glob> match = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            Fields fields = new Fields("a section of 'images'", faults)
                    .must(
                            "match",
                            value -> match.addAll(
                                    value.isList()
                                            ? globs.all(value, "match")
                                            : globs.one(value, "match").stream().toList()));
            rules(fields, changes).read(each);
            images.add(new ImageSection(match, changes));
        }
    }

    private void show(YamlNode node) {
        Set<Severity> severities = new HashSet<>();
        Set<Boolean> onlyFixed = new HashSet<>();
        new Fields("'show'", faults)
                .may(
                        "severities",
                        value -> values.list(value, "severities")
                                .forEach(each -> values.word(each, "severities", Severity.class)
                                        .ifPresent(severities::add)))
                .may("only-fixed", value -> values.bool(value, "only-fixed").ifPresent(onlyFixed::add))
                .read(node);
        show = new Show(severities.isEmpty() ? Set.of() : EnumSet.copyOf(severities), onlyFixed.contains(true));
    }

    private void contacts(YamlNode node, List<Change> changes) {
        if (!node.isMapping()) {
            faults.add(node, "'contacts' wants roles with whom to ask, such as {security: security@example.org}");
            return;
        }
        Fields fields = new Fields("'contacts'", faults);
        node.entries()
                .forEach(each -> values.text(each.key(), "contacts")
                        .ifPresent(role -> fields.may(
                                role,
                                value -> values.text(value, role)
                                        .ifPresent(whom ->
                                                changes.add((PolicyBuilder policy) -> policy.contact(role, whom))))));
        fields.read(node);
    }
}
