package dev.plimsoll.cli;

import dev.plimsoll.base.Patience;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a run of the program has around it; passed in, so that tests can be the surroundings.
 *
 * @param environment variables
 * @param in standard input
 * @param out standard output: reports only
 * @param err standard error: progress, hints, errors
 * @param outIsTerminal whether colours make sense on {@code out}
 * @param errIsTerminal whether progress makes sense on {@code err}
 * @param clock the time
 * @param patience with those who answer over the network
 */
record CliContext(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Clock clock,
        Patience patience) {
    /** With the patience of people who wait at a terminal. */
    CliContext(
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Clock clock) {
        this(environment, in, out, err, outIsTerminal, errIsTerminal, clock, Patience.DEFAULT);
    }
}
