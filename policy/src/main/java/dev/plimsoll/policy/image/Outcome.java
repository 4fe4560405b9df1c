package dev.plimsoll.policy.image;

import dev.plimsoll.policy.RuleResult;
import java.util.List;
import java.util.Objects;

/**
 * What a rule says of an image, whatever follows from it.
 *
 * @param words one line
 * @param subjects what it is about; all of them
 * @param remedy what to do; empty only if the rule is kept
 */
record Outcome(Kind kind, String words, List<String> subjects, String remedy) {
    enum Kind {
        KEPT,
        BROKEN,
        NOT_JUDGED
    }

    Outcome {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(words, "words is null");
        subjects = RuleResult.named(subjects);
        if (kind != Kind.KEPT && remedy.isBlank()) {
            throw new IllegalArgumentException("what is not kept has a remedy");
        }
    }

    static Outcome kept(String words) {
        return new Outcome(Kind.KEPT, words, List.of(), "");
    }

    static Outcome broken(String words, List<String> subjects, String remedy) {
        return new Outcome(Kind.BROKEN, words, subjects, remedy);
    }

    static Outcome notJudged(String why, String remedy) {
        return notJudged(why, List.of(), remedy);
    }

    static Outcome notJudged(String why, List<String> subjects, String remedy) {
        return new Outcome(Kind.NOT_JUDGED, why, subjects, remedy);
    }
}
