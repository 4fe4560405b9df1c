package dev.plimsoll.cli;

import picocli.CommandLine.Option;

/** What every command takes; {@link Cli} adds it to each. */
@SuppressWarnings("UnusedVariable") // picocli acts on them
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--debug", description = "Show where an error comes from.")
    private boolean debug;
}
