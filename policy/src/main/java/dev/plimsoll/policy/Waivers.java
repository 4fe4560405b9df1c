package dev.plimsoll.policy;

import dev.plimsoll.inventory.Location;
import dev.plimsoll.scan.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The waivers of one image, and what became of each: used, about to end, ended, or without use. */
final class Waivers {
    private final List<Waiver> waivers;
    private final int noticeDays;
    private final LocalDate today;
    private final Set<Waiver> used = new LinkedHashSet<>();
    private final Set<Waiver> ended = new LinkedHashSet<>();
    private final Set<String> fixExists = new LinkedHashSet<>();

    Waivers(Policy policy, String repository, LocalDate today) {
        this.waivers = policy.waivers().stream()
                .filter(waiver ->
                        waiver.image().map(glob -> glob.matches(repository)).orElse(true))
                .toList();
        this.noticeDays = policy.waiverNoticeDays();
        this.today = today;
    }

    /** The waiver that covers a finding, if one does; of several the one that holds longest. */
    Optional<Waiver> covering(Finding finding) {
        Optional<Waiver> best = Optional.empty();
        for (Waiver waiver : waivers) {
            if (isAbout(waiver, finding) && holds(waiver, finding)) {
                if (best.filter(other -> !other.until().isBefore(waiver.until()))
                        .isEmpty()) {
                    best = Optional.of(waiver);
                }
            }
        }
        best.ifPresent(used::add);
        return best;
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

    private boolean holds(Waiver waiver, Finding finding) {
        if (finding.exploitation().knownExploitedSince().isPresent() && !waiver.kev()) {
            // Whoever accepted it did not say that they knew of the attacks.
            used.add(waiver);
            return false;
        }
        if (waiver.hasEnded(today)) {
            ended.add(waiver);
            return false;
        }
        if (waiver.onlyWhileUnfixed() && !finding.fixedVersion().isEmpty()) {
            used.add(waiver);
            fixExists.add(finding.id() + " is fixed in " + finding.fixedVersion() + ", and " + waiver.owner()
                    + " accepted it only while there is no fix");
            return false;
        }
        return true;
    }

    /** A broken image rule, or in its place the word that somebody accepted it. */
    RuleResult excuse(RuleResult result) {
        if (result.verdict() == Verdict.PASS) {
            return result;
        }
        for (Waiver waiver : waivers) {
            boolean about = waiver.id().matches(result.rule())
                    && waiver.purl().isEmpty()
                    && waiver.path().isEmpty();
            if (about && waiver.hasEnded(today)) {
                ended.add(waiver);
            } else if (about && !waiver.id().pattern().equals("*")) {
                used.add(waiver);
                return new RuleResult(
                        result.rule(),
                        Verdict.PASS,
                        result.words() + "; " + accepted(waiver),
                        result.subjects(),
                        result.remedy());
            }
        }
        return result;
    }

    /** In one line: who accepted it, until when and why. */
    static String accepted(Waiver waiver) {
        return "accepted by " + waiver.owner() + " until " + waiver.until() + ": " + waiver.reason()
                + waiver.control().map(control -> "; meanwhile " + control).orElse("");
    }

    List<RuleResult> results() {
        List<RuleResult> results = new ArrayList<>();
        if (!ended.isEmpty()) {
            results.add(new RuleResult(
                    "waiver/ended",
                    Verdict.FAIL,
                    count(ended.size(), "waiver has", "waivers have") + " ended",
                    ended.stream()
                            .map(each -> each.words() + ", ended " + each.until() + ", " + each.owner())
                            .toList(),
                    "mend the finding, or have the risk accepted anew with a new date"));
        }
        if (!fixExists.isEmpty()) {
            results.add(new RuleResult(
                    "waiver/fix-exists",
                    Verdict.WARN,
                    count(fixExists.size(), "finding was", "findings were") + " accepted only while there was no fix",
                    List.copyOf(fixExists),
                    "take the fix"));
        }
        List<Waiver> ending = used.stream()
                .filter(each ->
                        !each.hasEnded(today) && !today.plusDays(noticeDays).isBefore(each.until()))
                .toList();
        if (!ending.isEmpty()) {
            results.add(new RuleResult(
                    "waiver/ending",
                    Verdict.WARN,
                    count(ending.size(), "waiver ends", "waivers end") + " within " + noticeDays + " days",
                    ending.stream()
                            .map(each -> each.words() + ", ends " + each.until() + ", " + each.owner())
                            .toList(),
                    "mend the finding before that day"));
        }
        List<Waiver> unused = waivers.stream()
                .filter(each -> !used.contains(each) && !ended.contains(each))
                .toList();
        if (!unused.isEmpty()) {
            results.add(new RuleResult(
                    "waiver/unused",
                    Verdict.PASS,
                    count(unused.size(), "waiver matches", "waivers match") + " nothing",
                    unused.stream().map(Waiver::words).toList(),
                    "remove it from the policy"));
        }
        return results;
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
