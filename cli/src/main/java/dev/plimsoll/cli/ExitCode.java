package dev.plimsoll.cli;

import dev.plimsoll.policy.Verdict;

/** What the program says to its caller; of several the first in this order that applies. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;
    /** Failed; a wrong command line too. */
    static final int FAILED = 1;
    /** The condition that was asked about holds ({@code --exit-code}). */
    static final int CONDITION_MET = 2;
    /** Something was not judged where judging was demanded ({@code --require-coverage}). */
    static final int UNJUDGED = 3;

    private ExitCode() {}

    /** What follows from a verdict. */
    static int of(Verdict verdict) {
        return switch (verdict) {
            case PASS, WARN -> DONE;
            case UNJUDGED -> UNJUDGED;
            case FAIL -> CONDITION_MET;
        };
    }
}
