package dev.plimsoll.build.script;

/** Leaves a function, a loop or the script, as a script says. */
final class Leave extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final From from;
    private final int status;

    /** What is left. */
    enum From {
        SCRIPT,
        FUNCTION,
        LOOP,
        ROUND
    }

    Leave(From from, int status) {
        super(null, null, false, false);
        this.from = from;
        this.status = status;
    }

    From from() {
        return from;
    }

    int status() {
        return status;
    }
}
