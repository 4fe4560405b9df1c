package dev.plimsoll.policy;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The first law as rules: what was not judged is no pass, unless the policy allows exactly that. */
final class CoverageRules {
    private static final int NAMED = 20;

    private final Policy policy;
    private final AllowUnjudged allowed;
    private final ScanResult scan;
    private final Instant now;
    private final List<RuleResult> results = new ArrayList<>();

    CoverageRules(Policy policy, ScanResult scan, Instant now) {
        this.policy = policy;
        this.allowed = policy.allowUnjudged();
        this.scan = scan;
        this.now = now;
    }

    List<RuleResult> apply() {
        nothingFound();
        notJudged();
        feedAge();
        unreadable();
        gaps();
        unidentified();
        fixesOnly();
        if (!scan.inventory().completeness().isEmpty()) {
            results.add(RuleResult.pass(
                    "coverage/completeness",
                    "what is installed is as complete as '" + scan.inventory().completeness() + "'"));
        }
        return results;
    }

    private void nothingFound() {
        boolean nothing =
                scan.coverage().isEmpty() && scan.inventory().unidentified().isEmpty();
        if (nothing && !allowed.nothingFound()) {
            results.add(new RuleResult(
                    "coverage/nothing-found",
                    Verdict.UNJUDGED,
                    "nothing was found that could be judged",
                    List.of(),
                    "if the image really holds no packages, say 'allow-unjudged: {nothing-found: true}'"));
        }
    }

    private void notJudged() {
        Set<Owner> own = new HashSet<>();
        scan.coverage().forEach(each -> own.add(owner(each.component())));
        Map<String, List<String>> byRule = new TreeMap<>();
        for (ComponentCoverage each : scan.coverage()) {
            boolean countedAsItsOwner =
                    each.component().owner().filter(own::contains).isPresent();
            if (each.best().level() == Level.NOT_JUDGED && !countedAsItsOwner && !isAllowed(each)) {
                byRule.computeIfAbsent(rule(each.best().reason()), key -> new ArrayList<>())
                        .add(each.component().name() + " " + each.component().version() + " ("
                                + each.component().ecosystem() + "): "
                                + each.best().detail());
            }
        }
        byRule.forEach((rule, components) -> results.add(new RuleResult(
                rule,
                Verdict.UNJUDGED,
                count(components.size(), "component was", "components were") + " not judged",
                named(components),
                remedy(rule))));
        if (byRule.isEmpty() && !scan.coverage().isEmpty()) {
            results.add(RuleResult.pass(
                    "coverage/judged",
                    count(scan.coverage().size(), "component is", "components are") + " accounted for"));
        }
    }

    private static Owner owner(Component component) {
        return new Owner(component.ecosystem(), component.name(), component.version());
    }

    private boolean isAllowed(ComponentCoverage each) {
        Reason reason = each.best().reason();
        return reason == Reason.NO_SOURCE
                        && allowed.ecosystems().contains(each.component().ecosystem())
                || reason == Reason.END_OF_LIFE
                        && scan.inventory()
                                .distro()
                                .filter(distro -> Glob.any(allowed.endOfLife(), distro.id() + ":" + distro.versionId()))
                                .isPresent()
                || Glob.any(allowed.packages(), each.component().purl().toString());
    }

    private static String rule(Reason reason) {
        return "coverage/" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String remedy(String rule) {
        return switch (rule) {
            case "coverage/no-source" ->
                "'plimsoll db update' fetches the feeds; a policy can allow an ecosystem without one";
            case "coverage/end-of-life" -> "move to a release that is still looked after";
            case "coverage/not-asked" -> "run without --offline, or after 'plimsoll db update'";
            case "coverage/source-failed" -> "see why the source failed, and run again";
            default -> "a policy can allow it by 'allow-unjudged: {packages: […]}'";
        };
    }

    private void feedAge() {
        Map<String, Optional<Instant>> confirmed = new TreeMap<>();
        for (ComponentCoverage each : scan.coverage()) {
            Coverage best = each.best();
            if (best.level() != Level.NOT_JUDGED && best.reason() != Reason.BY_OWNER) {
                confirmed.merge(
                        best.source(),
                        best.confirmed().or(best::date),
                        (a, b) -> a.isEmpty() || b.isEmpty()
                                ? Optional.empty()
                                : Optional.of(a.get().isBefore(b.get()) ? a.get() : b.get()));
            }
        }
        List<String> old = new ArrayList<>();
        confirmed.forEach((source, time) -> {
            if (time.isEmpty()) {
                old.add(source + ": its age is not known");
            } else if (Duration.between(time.get(), now).compareTo(policy.maxFeedAge()) > 0) {
                old.add(source + ": last confirmed " + time.get() + ", "
                        + Duration.between(time.get(), now).toDays() + " days ago");
            }
        });
        if (!old.isEmpty()) {
            results.add(new RuleResult(
                    "coverage/feed-age",
                    Verdict.UNJUDGED,
                    count(old.size(), "source is", "sources are") + " older than "
                            + policy.maxFeedAge().toDays() + " days",
                    named(old),
                    "'plimsoll db update'"));
        } else if (!confirmed.isEmpty()) {
            results.add(RuleResult.pass(
                    "coverage/feed-age",
                    count(confirmed.size(), "source was", "sources were") + " confirmed within "
                            + policy.maxFeedAge().toDays() + " days"));
        }
    }

    private void unreadable() {
        List<String> records = new ArrayList<>();
        for (ComponentCoverage each : scan.coverage()) {
            for (String id : each.unreadable()) {
                if (!Glob.any(allowed.records(), id)) {
                    records.add(id + " for " + each.component().name() + " "
                            + each.component().version());
                }
            }
        }
        unjudged(
                "coverage/unreadable-record",
                records,
                count(records.size(), "record", "records") + " could not be evaluated",
                "read the record; a policy can allow it by 'allow-unjudged: {records: […]}'");
    }

    private void gaps() {
        List<String> gaps = new ArrayList<>();
        for (Gap gap : scan.inventory().gaps()) {
            if (!Glob.any(allowed.gaps(), gap.path())) {
                gaps.add(gap.path() + ": " + gap.detail());
            }
        }
        unjudged(
                "coverage/gap",
                gaps,
                count(gaps.size(), "place", "places") + " could not be read",
                "mend the file, or allow it by 'allow-unjudged: {gaps: […]}'");
    }

    private void unidentified() {
        List<String> pieces = new ArrayList<>();
        for (Unidentified piece : scan.inventory().unidentified()) {
            if (piece.owner().isEmpty()) {
                pieces.add(piece.location().path() + ": " + piece.reason());
            }
        }
        if (pieces.size() > allowed.unidentifiedJars()) {
            unjudged(
                    "coverage/unidentified",
                    pieces,
                    count(pieces.size(), "jar", "jars") + " without a proved coordinate (at most "
                            + allowed.unidentifiedJars() + " allowed)",
                    "run where the Maven repository can be asked, or allow them by"
                            + " 'allow-unjudged: {unidentified-jars: N}'");
        }
    }

    private void fixesOnly() {
        int fixesOnly = scan.summary().fixesOnly();
        if (fixesOnly == 0) {
            return;
        }
        String words = count(fixesOnly, "component is", "components are")
                + " judged for published fixes only: flaws without a fix are not seen";
        results.add(
                policy.demandFull()
                        ? new RuleResult(
                                "coverage/fixes-only",
                                Verdict.UNJUDGED,
                                words,
                                List.of(),
                                "'plimsoll db update' fetches the feeds that know them")
                        : RuleResult.pass("coverage/fixes-only", words));
    }

    private void unjudged(String rule, List<String> subjects, String words, String remedy) {
        if (!subjects.isEmpty()) {
            results.add(new RuleResult(rule, Verdict.UNJUDGED, words, named(subjects), remedy));
        }
    }

    private static List<String> named(List<String> subjects) {
        if (subjects.size() <= NAMED) {
            return subjects;
        }
        List<String> shown = new ArrayList<>(subjects.subList(0, NAMED));
        shown.add("and " + (subjects.size() - NAMED) + " more");
        return shown;
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
