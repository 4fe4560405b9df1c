package dev.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plimsoll policy}. */
@Command(
        name = "policy",
        description = "Work with what is allowed.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = PolicyCheckCommand.class)
final class PolicyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: 'plimsoll policy check FILE'");
    }
}
