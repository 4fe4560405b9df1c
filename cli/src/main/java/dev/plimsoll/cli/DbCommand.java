package dev.plimsoll.cli;

import dev.plimsoll.advisory.store.AdvisoryStore;
import dev.plimsoll.advisory.store.DatabaseUpdater;
import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plimsoll db}. */
@Command(
        name = "db",
        description = "The local store of advisories.",
        subcommands = {DbUpdateCommand.class, DbStatusCommand.class, DbExportCommand.class, DbImportCommand.class})
final class DbCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: update, status, export or import");
    }

    static DatabaseUpdater updater(CliContext context) {
        return new DatabaseUpdater(
                AdvisoryStore.directory(AppDirectories.of(context.environment())), Ecosystems::byId, context.clock());
    }
}
