package dev.plimsoll.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one rule says of an image.
 *
 * @param rule its id, such as {@code threshold/critical}, {@code coverage/feed-age} or {@code image/runs-as-root}
 * @param verdict what follows
 * @param words one line: what was found, against which limit; untrusted names in it are not made safe
 * @param subjects what it is about, one line each; may be long
 * @param remedy what to do, one line; empty if nothing needs to be done
 * @param judged whether it could be told at all; what could not is no pass even where nothing follows from it
 */
public record RuleResult(
        String rule, Verdict verdict, String words, List<String> subjects, String remedy, boolean judged) {
    public RuleResult {
        Objects.requireNonNull(rule, "rule is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(words, "words is null");
        subjects = List.copyOf(subjects);
        Objects.requireNonNull(remedy, "remedy is null");
    }

    /** Of a rule that was judged, unless the verdict says that it was not. */
    public RuleResult(String rule, Verdict verdict, String words, List<String> subjects, String remedy) {
        this(rule, verdict, words, subjects, remedy, verdict != Verdict.UNJUDGED);
    }

    /** How many subjects a rule names; the report lists them all. */
    private static final int NAMED = 20;

    /** A rule that is kept. */
    public static RuleResult pass(String rule, String words) {
        return new RuleResult(rule, Verdict.PASS, words, List.of(), "");
    }

    /** The first subjects, and how many more there are. */
    public static List<String> named(List<String> subjects) {
        if (subjects.size() <= NAMED) {
            return subjects;
        }
        List<String> shown = new ArrayList<>(subjects.subList(0, NAMED));
        shown.add("and " + (subjects.size() - NAMED) + " more");
        return shown;
    }

    /** A number with its noun. */
    public static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
