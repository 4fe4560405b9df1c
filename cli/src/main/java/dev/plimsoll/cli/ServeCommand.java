package dev.plimsoll.cli;

import dev.plimsoll.policy.file.PolicyFile;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.server.JudgedScan;
import dev.plimsoll.server.PlimsollServer;
import dev.plimsoll.server.ServerOptions;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll serve}. */
@Command(
        name = "serve",
        description = {
            "Take scans over HTTP, run them one after the other, and keep their results; docs/server.md is the API.",
            "Nothing is scanned that --allow-registry, --allow-files or --allow-engine does not allow. Ends with 0 when told to"
                    + " (SIGTERM, SIGINT)."
        })
final class ServeCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Option(
            names = "--check",
            description = "Ask the server on --port of this machine whether it is healthy: exit 0 if it is, else 1.")
    private boolean check;

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    ServeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (check) {
            return ServerCheck.of(options.asked(), context.err()) ? ExitCode.DONE : ExitCode.FAILED;
        }
        ServerOptions server = options.server(context);
        PlimsollServer.Parts parts = new PlimsollServer.Parts(
                scan(server.temporary()),
                VersionCommand.number(),
                context.clock(),
                line -> context.err().println(line),
                token -> print("admin token, shown only now: " + token));
        CountDownLatch end = new CountDownLatch(1);
        Signals.onEnd(end::countDown);
        try (PlimsollServer running = PlimsollServer.start(server, parts)) {
            print("plimsoll serves " + running.address());
            end.await();
        }
        return ExitCode.DONE;
    }

    private JudgedScan scan(Path temporary) {
        PolicyFile file = policies.policy(context);
        RunPolicy policy = PolicyOptions.forRun(file);
        // Nobody looks at progress, and clients have no standard input to give.
        CliContext quiet = new CliContext(
                context.environment(),
                InputStream.nullInputStream(),
                context.out(),
                context.err(),
                false,
                false,
                context.clock());
        return new JudgedScan(
                () -> Session.open(quiet, sources, Optional.of(temporary)).scanner(),
                ScanOptions.DEFAULT.withIdentify(sources.identify()),
                policy.of(),
                policy.source(),
                policy.contacts(),
                policy.shown(),
                VersionCommand.number(),
                context.clock());
    }

    private void print(String line) {
        context.out().println(line);
        context.out().flush();
    }
}
