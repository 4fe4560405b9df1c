package dev.plimsoll.debian;

/** What a changelog says about a flaw that it names. */
enum Claim {
    /** It is fixed by this upload. */
    FIXED,
    /** An earlier fix is taken back. */
    TAKEN_BACK,
    /** It is named, and nothing is said to be fixed: not affected, fixed before, a patch refreshed, a regression of its fix. */
    NAMED
}
