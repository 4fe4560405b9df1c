package dev.plimsoll.policy;

/** What follows when a rule is broken, mildest first. */
public enum Effect {
    /** Nothing; the rule is not applied. */
    IGNORE,
    /** It is said, and changes nothing. */
    INFORM,
    /** It is said as a warning. */
    WARN,
    /** The image fails. */
    FAIL;

    /** The verdict of a broken rule. */
    public Verdict verdict() {
        return switch (this) {
            case IGNORE, INFORM -> Verdict.PASS;
            case WARN -> Verdict.WARN;
            case FAIL -> Verdict.FAIL;
        };
    }
}
