package dev.plimsoll.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plimsoll db export}. */
@Command(
        name = "export",
        description = "Write the whole store to one file with a checksum, to carry it across an air gap.")
final class DbExportCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    DbExportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        DbCommand.updater(context).exportTo(file);
        context.out().println("wrote " + file);
        return ExitCode.DONE;
    }
}
