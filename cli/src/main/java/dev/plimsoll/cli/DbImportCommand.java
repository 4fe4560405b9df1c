package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plimsoll db import}. */
@Command(name = "import", description = "Replace the store by an exported one, after its checksum was verified.")
final class DbImportCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "FILE", description = "A file that 'plimsoll db export' wrote.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    DbImportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        DbCommand.updater(context)
                .importFrom(file)
                .forEach(
                        feed -> context.out().println(SafeText.line(feed.feed()) + "  " + DbStatusCommand.words(feed)));
        return ExitCode.DONE;
    }
}
