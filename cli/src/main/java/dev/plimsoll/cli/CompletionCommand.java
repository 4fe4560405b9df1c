package dev.plimsoll.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plimsoll completion}. */
@Command(name = "completion", description = "Print a completion script for bash and zsh: source <(plimsoll completion)")
final class CompletionCommand implements Runnable {
    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    CompletionCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.out().print(AutoComplete.bash("plimsoll", spec.root().commandLine()));
    }
}
