package dev.plimsoll.policy;

/** What a policy says of an image, best first; the worst of all rules is the image's. */
public enum Verdict {
    /** Nothing is over a limit, and what the policy demands was judged. */
    PASS,
    /** Something is over a limit that only warns. */
    WARN,
    /** Something that the policy wants judged was not: neither safe nor unsafe. */
    UNJUDGED,
    /** Something is over a limit that fails. */
    FAIL;

    /** The worse of two. */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
