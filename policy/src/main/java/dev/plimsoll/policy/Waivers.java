package dev.plimsoll.policy;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.scan.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The waivers of one image, and what became of each: used, about to end, ended, or about nothing. */
final class Waivers {
    private static final String IMAGE_RULES = "image/";

    private final List<Waiver> waivers;
    private final int noticeDays;
    private final LocalDate today;
    /** Those that are about anything at all, whether or not they hold. */
    private final Set<Waiver> matched = new LinkedHashSet<>();

    private final Set<Waiver> used = new LinkedHashSet<>();
    private final Set<Waiver> ended = new LinkedHashSet<>();
    private final Set<String> fixExists = new LinkedHashSet<>();

    Waivers(Policy policy, ImageInfo image, LocalDate today) {
        this.waivers = policy.waivers().stream()
                .filter(waiver -> waiver.image()
                        .map(glob -> ImageNames.match(glob, image))
                        .orElse(true))
                .toList();
        this.noticeDays = policy.waiverNoticeDays();
        this.today = today;
    }

    /** The waiver that covers a finding, if one does; of several the one that holds longest. */
    Optional<Waiver> covering(Finding finding) {
        List<Waiver> about =
                waivers.stream().filter(waiver -> isAbout(waiver, finding)).toList();
        boolean isExploited = finding.exploitation().knownExploitedSince().isPresent();
        boolean isFixed = !finding.fixedVersion().isEmpty();
        // Who did not say 'kev: true' accepted it without word of the attacks.
        Optional<Waiver> covering =
                longest(about, waiver -> (!isExploited || waiver.kev()) && !(isFixed && waiver.onlyWhileUnfixed()));
        if (covering.isEmpty() && isFixed) {
            about.stream()
                    .filter(waiver -> waiver.onlyWhileUnfixed() && !waiver.hasEnded(today))
                    .map(waiver -> finding.id() + " is fixed in " + finding.fixedVersion() + ", and " + waiver.owner()
                            + " accepted it only while there is no fix")
                    .forEach(fixExists::add);
        }
        return covering;
    }

    private static boolean isAbout(Waiver waiver, Finding finding) {
        return (waiver.id().matches(finding.id()) || finding.aliases().stream().anyMatch(waiver.id()::matches))
                && waiver.purl()
                        .map(glob -> glob.matches(finding.component().purl().toString()))
                        .orElse(true)
                && waiver.path()
                        .map(glob -> finding.component().locations().stream()
                                .map(Location::path)
                                .anyMatch(glob::matches))
                        .orElse(true);
    }

    /** Of those that are about something, the one that holds longest; where all have ended, that is noted. */
    private Optional<Waiver> longest(List<Waiver> about, Predicate<Waiver> covers) {
        matched.addAll(about);
        Optional<Waiver> longest = about.stream()
                .filter(waiver -> !waiver.hasEnded(today))
                .filter(covers)
                .max(Comparator.comparing(Waiver::until));
        longest.ifPresentOrElse(
                used::add,
                () -> about.stream().filter(waiver -> waiver.hasEnded(today)).forEach(ended::add));
        return longest;
    }

    /** A broken image rule, or in its place the word that somebody accepted it; only a pattern {@code image/…} is about image rules. */
    RuleResult excuse(RuleResult result) {
        if (result.verdict() == Verdict.PASS && result.remedy().isEmpty()) {
            return result;
        }
        List<Waiver> about = waivers.stream()
                .filter(waiver -> waiver.id().pattern().startsWith(IMAGE_RULES)
                        && waiver.id().matches(result.rule())
                        && waiver.purl().isEmpty()
                        && waiver.path().isEmpty())
                .toList();
        return longest(about, waiver -> true)
                .map(waiver -> new RuleResult(
                        result.rule(),
                        Verdict.PASS,
                        result.words() + "; " + accepted(waiver),
                        result.subjects(),
                        result.remedy(),
                        result.judged()))
                .orElse(result);
    }

    /** In one line: who accepted it, until when and why. */
    static String accepted(Waiver waiver) {
        return "accepted by " + waiver.owner() + " until " + waiver.until() + ": " + waiver.reason()
                + waiver.control().map(control -> "; meanwhile " + control).orElse("");
    }

    /** What the waivers themselves give cause to say. */
    List<RuleResult> results() {
        List<RuleResult> results = new ArrayList<>();
        if (!ended.isEmpty()) {
            results.add(new RuleResult(
                    "waiver/ended",
                    Verdict.FAIL,
                    RuleResult.count(ended.size(), "waiver has", "waivers have") + " ended",
                    withDates(ended, "ended"),
                    "mend the finding, or have the risk accepted anew with a new date"));
        }
        if (!fixExists.isEmpty()) {
            results.add(new RuleResult(
                    "waiver/fix-exists",
                    Verdict.WARN,
                    RuleResult.count(fixExists.size(), "finding was", "findings were")
                            + " accepted only while there was no fix",
                    List.copyOf(fixExists),
                    "take the fix"));
        }
        List<Waiver> ending = used.stream()
                .filter(each -> !today.plusDays(noticeDays).isBefore(each.until()))
                .toList();
        if (!ending.isEmpty()) {
            results.add(new RuleResult(
                    "waiver/ending",
                    Verdict.WARN,
                    RuleResult.count(ending.size(), "waiver ends", "waivers end") + " within " + noticeDays + " days",
                    withDates(ending, "ends"),
                    "mend the finding before that day"));
        }
        return results;
    }

    /** Which of them are about anything; asked last. */
    WaiverUse use() {
        Set<Waiver> unmatched = new LinkedHashSet<>(waivers);
        unmatched.removeAll(matched);
        return new WaiverUse(matched, unmatched);
    }

    private static List<String> withDates(Collection<Waiver> waivers, String verb) {
        return waivers.stream()
                .map(each -> each.words() + ", " + verb + " " + each.until() + ", " + each.owner())
                .toList();
    }
}
