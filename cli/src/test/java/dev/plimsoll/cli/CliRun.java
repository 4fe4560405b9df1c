package dev.plimsoll.cli;

import dev.plimsoll.base.Patience;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * One run of the program, as its caller sees it.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record CliRun(int code, String out, String err) {
    private static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(500), 3, Duration.ofMillis(5), Duration.ofMillis(50));

    /** Runs with nothing on standard input and no terminal. */
    static CliRun of(Map<String, String> environment, Clock clock, String... arguments) {
        return of(environment, clock, new byte[0], arguments);
    }

    /** Runs without a terminal. */
    static CliRun of(Map<String, String> environment, Clock clock, byte[] input, String... arguments) {
        return of(environment, clock, input, Patience.DEFAULT, arguments);
    }

    /** Runs with nothing on standard input and no terminal, and waits for nobody as long as people would. */
    static CliRun impatient(Map<String, String> environment, Clock clock, String... arguments) {
        return of(environment, clock, new byte[0], IMPATIENT, arguments);
    }

    private static CliRun of(
            Map<String, String> environment, Clock clock, byte[] input, Patience patience, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CliContext context = new CliContext(
                environment,
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                clock,
                patience);
        int code = new Cli(context).run(arguments);
        context.out().flush();
        context.err().flush();
        return new CliRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
