package dev.plimsoll.cli;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Progress;
import picocli.CommandLine.Option;

/** Whether the network is used, and whether progress is shown. */
final class NetworkOptions {
    @Option(names = "--offline", description = "Connect to nothing: no registry, archive, repository or publisher.")
    private boolean offline;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress and no hints.")
    private boolean quiet;

    boolean offline() {
        return offline;
    }

    boolean quiet() {
        return quiet;
    }

    HttpFetcher fetcher(CliContext context) {
        return offline ? HttpFetcher.offline() : HttpFetcher.online(context.environment(), context.patience());
    }

    Progress progress(CliContext context) {
        return context.errIsTerminal() && !quiet ? new TerminalProgress(context.err(), context.clock()) : Progress.NONE;
    }
}
